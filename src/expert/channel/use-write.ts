import { useState } from 'preact/hooks';
import { unlessFull } from '../storage-full.ts';

/** Does writes to the store, and knows whether the last one found it full. */
export function useWrite(): { readonly isFull: boolean; readonly write: <T>(work: () => Promise<T>) => Promise<T | 'full'> } {
  const [isFull, setFull] = useState(false);
  return {
    isFull,
    async write(work) {
      const done = await unlessFull(work);
      setFull(done === 'full');
      return done;
    },
  };
}
