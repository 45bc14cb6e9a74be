import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { useStaff } from './context.ts';

/** Is some of it inside the window? */
function isOnScreen(element: Element | null): boolean {
  if (!element) return false;
  const { top, bottom } = element.getBoundingClientRect();
  return bottom >= 0 && top < innerHeight;
}

/**
 * Runs `look` once what is shown can really have been looked at: the window is seen, and the place, where one is given,
 * is on the screen. It is asked again on scrolling, when the window is seen again, and every half minute, until `isDue` is false.
 */
export function useLook(place: RefObject<Element | null> | null, isDue: boolean, look: () => void | Promise<void>): void {
  const { engine, now } = useStaff();
  useEffect(() => {
    if (!isDue) return;
    let isDone = false;
    const tryNow = () => {
      if (isDone || !engine.env.isVisible() || (place && !isOnScreen(place.current))) return;
      isDone = true;
      void look();
    };
    tryNow();
    const stopWake = engine.env.onWake(tryNow);
    addEventListener('scroll', tryNow, { passive: true });
    return () => {
      stopWake();
      removeEventListener('scroll', tryNow);
    };
    // `look` is new at every drawing; what it depends on makes `isDue` change.
  }, [isDue, now.value]);
}
