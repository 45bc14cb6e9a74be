import { useEffect, useState } from 'preact/hooks';
import { MissingChunk } from '../client/browser-chunk.ts';

/**
 * The value of some asynchronous work, made again when `key` changes; undefined until it is there. Memory only. Where the
 * code for it did not come, it is made when the network is back.
 */
export function usePromise<T>(key: string, make: () => Promise<T>): T | undefined {
  const [found, setFound] = useState<{ key: string; value: T } | null>(null);
  useEffect(() => {
    let wanted = true;
    const run = (): void => {
      make().then(
        (value) => {
          if (wanted) setFound({ key, value });
        },
        (error: unknown) => {
          if (!(error instanceof MissingChunk)) throw error;
          if (wanted) addEventListener('online', run, { once: true });
        },
      );
    };
    run();
    return () => {
      wanted = false;
      removeEventListener('online', run);
    };
    // `make` is new at every drawing; what it depends on is in the key.
  }, [key]);
  return found?.key === key ? found.value : undefined;
}
