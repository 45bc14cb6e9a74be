import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** What one came for, below this: the first open row, brought into view once it is drawn, with the focus on it. */
export function useMeant(isMeant: boolean): RefObject<HTMLDivElement | null> {
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // After the page has put the focus on its heading.
    queueMicrotask(() => {
      const found = isMeant ? top.current?.querySelector<HTMLElement>('[aria-expanded=true], .reply') : null;
      if (!found) return;
      if (!found.matches('button')) found.tabIndex = -1;
      found.scrollIntoView?.({ block: 'start' });
      found.focus({ preventScroll: true });
    });
  }, []);
  return top;
}
