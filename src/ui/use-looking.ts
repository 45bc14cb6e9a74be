import { useEffect } from 'preact/hooks';

/** What looking needs of the engine's environment. */
interface Seeing {
  after(milliseconds: number, run: () => void): () => void;
  /** 0 ≤ n < 1 */
  random(): number;
  isVisible(): boolean;
  onWake(wake: () => void): () => void;
}

const every = 30_000;

/**
 * Looks at once and when the page is seen again; with `isAgain` also about every half minute while the page is seen. Sooner
 * or later by a quarter, so that phones do not ask in step. Ends when the screen is left. `look` must stay the same function.
 */
export function useLooking(env: Seeing, look: () => Promise<unknown>, isAgain: boolean): void {
  useEffect(() => {
    let cancel = (): void => undefined;
    function now(): void {
      cancel();
      // Out of sight it stops, and being seen again begins it anew.
      if (!env.isVisible()) return;
      void look();
      if (isAgain) cancel = env.after(every * (0.75 + env.random() / 2), now);
    }
    now();
    const deaf = env.onWake(now);
    return () => {
      deaf();
      cancel();
    };
  }, [env, look, isAgain]);
}
