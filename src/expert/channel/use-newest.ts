import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { RefObject } from 'preact';

/** So near to the end of the page, in CSS pixels, somebody is "at the end". */
const near = 200;

/**
 * Brings the end of a conversation into view: on arrival, and when `key` changes while the person is there anyway.
 * Whoever has scrolled up to read stays where they are.
 */
export function useNewestFirst(key: string, isAny: boolean): RefObject<HTMLDivElement | null> {
  const end = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  useEffect(() => {
    const look = () => {
      const page = document.documentElement;
      isAtEnd.current = page.scrollHeight - page.clientHeight - scrollY < near;
    };
    addEventListener('scroll', look, { passive: true });
    return () => removeEventListener('scroll', look);
  }, []);
  useLayoutEffect(() => {
    if (isAny && isAtEnd.current) end.current?.scrollIntoView({ block: 'end' });
  }, [key, isAny]);
  return end;
}
