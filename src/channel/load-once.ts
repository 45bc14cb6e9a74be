/** Code that is loaded when it is first needed, and once. Not there, without a network before it was ever kept: the next time it is tried again. */
export function loadOnce<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    loading ??= load();
    loading.catch(() => (loading = undefined));
    return loading;
  };
}

/** These functions of code that is loaded when one of them is called. They reject where it cannot be loaded. */
export function whenCalled<K extends string, T extends Record<K, (...given: never[]) => Promise<unknown>>>(load: () => Promise<T>, ...names: readonly K[]): Pick<T, K> {
  const later = (name: K) => async (...given: never[]): Promise<unknown> => (await load())[name](...given);
  // Each is called as the one that it stands for.
  return Object.fromEntries(names.map((name) => [name, later(name)])) as Pick<T, K>;
}
