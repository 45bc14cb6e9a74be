import { useLayoutEffect, useRef } from 'preact/hooks';
import type { RefObject } from 'preact';

/**
 * Keeps an element that sticks to the bottom above the tabs and above the keyboard on the screen. Where the browser makes the
 * page smaller for the keyboard, nothing is left to do; Safari lays the keyboard over it and tells the visual viewport alone.
 */
export function useAboveKeyboard(): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const view = window.visualViewport;
    const put = () => {
      const tabs = document.querySelector<HTMLElement>('.tabs');
      const below = tabs && getComputedStyle(tabs).position === 'sticky' ? tabs.offsetHeight : 0;
      const covered = view && view.scale === 1 ? innerHeight - view.height - view.offsetTop : 0;
      if (place.current) place.current.style.bottom = `${Math.max(below, covered)}px`;
    };
    put();
    const over = new AbortController();
    for (const [target, event] of [[window, 'resize'], [view, 'resize'], [view, 'scroll'], [place.current, 'focusin'], [place.current, 'focusout']] as const) target?.addEventListener(event, put, { signal: over.signal });
    return () => over.abort();
  }, []);
  return place;
}

/** Makes a field as high as what is in it; CSS sets how high it may be. */
export function useGrowing(text: string): RefObject<HTMLTextAreaElement | null> {
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const it = field.current;
    if (!it) return;
    it.style.height = 'auto';
    // With its borders, which scrollHeight leaves out.
    it.style.height = `${it.scrollHeight + it.offsetHeight - it.clientHeight}px`;
  }, [text]);
  return field;
}
