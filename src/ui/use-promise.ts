import { useEffect, useState } from 'preact/hooks';

/** The value of some asynchronous work, made again when `key` changes; undefined until it is there. Memory only. */
export function usePromise<T>(key: string, make: () => Promise<T>): T | undefined {
  const [found, setFound] = useState<{ key: string; value: T } | null>(null);
  useEffect(() => {
    let wanted = true;
    void make().then((value) => {
      if (wanted) setFound({ key, value });
    });
    return () => {
      wanted = false;
    };
    // `make` is new at every drawing; what it depends on is in the key.
  }, [key]);
  return found?.key === key ? found.value : undefined;
}
