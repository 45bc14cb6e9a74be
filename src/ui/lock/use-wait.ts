import { useEffect, useState } from 'preact/hooks';
import { t } from '../words.ts';
import type { LockWords, Standing } from './words.ts';

/** Counts a wait down, by the second. Gives what is left in milliseconds, and what begins a wait. */
export function useWait(from: number): readonly [number, (milliseconds: number) => void] {
  const [end, setEnd] = useState(() => performance.now() + from);
  const [left, setLeft] = useState(from);
  useEffect(() => {
    const tick = (): void => setLeft(Math.max(0, end - performance.now()));
    tick();
    const ticking = setInterval(tick, 500);
    return () => clearInterval(ticking);
  }, [end]);
  return [left, (milliseconds) => setEnd(performance.now() + milliseconds)];
}

/** What happens where the next ones are wrong, too. */
export const nextInWords = (words: LockWords, { tries, next }: Standing): string => t(words.next, { count: tries, wait: waitInWords(next) });

/** «5 sekuntia», «30 minuuttia». */
export function waitInWords(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1_000);
  return seconds < 60 ? t('lock:wait.seconds', { count: seconds }) : t('lock:wait.minutes', { count: Math.ceil(seconds / 60) });
}
