import { useState } from 'preact/hooks';
import { t } from '../../ui/words.ts';

/** Does writes to the channel's store, and says in words why one was not done: here for good, or the disk is full. */
export function useDoing(): { readonly trouble: string | undefined; readonly doing: <T>(work: () => Promise<T>) => Promise<T | undefined> } {
  const [trouble, setTrouble] = useState<string>();
  return {
    trouble,
    async doing(work) {
      try {
        const done = await work();
        setTrouble(undefined);
        return done;
      } catch (error) {
        // IndexedDB rejects with a DOMException (QuotaExceededError and kin) when the disk is full.
        const isFull = error instanceof DOMException;
        setTrouble(t(isFull ? 'staff:not-saved' : 'contact:not-done'));
        // Keys that cannot be read, or a bug: whoever looks for it must find it, and whoever waits must know.
        if (!isFull) queueMicrotask(() => { throw error; });
        return undefined;
      }
    },
  };
}
