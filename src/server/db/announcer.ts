// Long enough to make one message of a batch of operations, too short to be noticed.
const gatherMs = 30;

/** Gathers the scopes that committed transactions announced, and sends each once. Outside the transactions: NOTIFY inside one halves its speed (stack.md 4). */
export function createAnnouncer(send: (scopes: readonly string[]) => void) {
  let waiting = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.size === 0) return;
    const scopes = [...waiting];
    waiting = new Set();
    send(scopes);
  }

  return {
    add(scopes: Iterable<string>): void {
      for (const scope of scopes) waiting.add(scope);
      if (waiting.size > 0) timer ??= setTimeout(flush, gatherMs);
    },
    flush,
  };
}
