import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/** What stands under the bars is not seen: in the top bar's and the tabs' heights. */
const rootMargin = '-56px 0px -60px 0px';

/**
 * Calls `seen` once the thing has been on the screen: half of it, or as much as the screen holds, while the page itself is
 * looked at. `isThere`: there is something to see in it. Drawing it somewhere below is not seeing it.
 */
export function useOnScreen(target: RefObject<Element | null>, isThere: boolean, seen: () => void): void {
  useEffect(() => {
    const element = target.current;
    if (!isThere || !element) return undefined;
    let isInView = false;
    const look = (): void => {
      if (!isInView || document.visibilityState !== 'visible') return;
      stop();
      seen();
    };
    const observer = new IntersectionObserver((entries) => {
      for (const { isIntersecting, intersectionRatio, intersectionRect, rootBounds } of entries) isInView = isIntersecting && (intersectionRatio >= 0.5 || intersectionRect.height * 2 >= (rootBounds?.height ?? Infinity));
      look();
    }, { rootMargin, threshold: [0, 0.1, 0.2, 0.3, 0.4, 0.5] });
    const stop = (): void => {
      observer.disconnect();
      document.removeEventListener('visibilitychange', look);
    };
    observer.observe(element);
    document.addEventListener('visibilitychange', look);
    return stop;
  }, [isThere]);
}
