import { isCoverByKeysOn } from '../cover-keys.ts';
import { cover } from './cover.ts';

// Shift alone, three times, each let go at once. A screen reader eats the letter of its own keys, so that Shift+H reaches the
// page as a Shift: but nobody lets go of that as quickly, and three of them, with what is read in between, take seconds.
// Esc would be the other choice; it closes dialogs, leaves a reader's focus mode, and stops a page that loads.

const taps = 3;
/** In milliseconds. So long a Shift may be held, and so long may pass before the next. */
const held = 200;
const between = 500;

/** Returns what stops it. */
export function coverByKeyboard(now: () => number): () => void {
  let count = 0;
  let downAt: number | undefined;
  let upAt = 0;
  const forget = (): void => {
    count = 0;
    downAt = undefined;
  };
  const down = (event: KeyboardEvent): void => {
    const isAlone = event.key === 'Shift' && downAt === undefined && !event.repeat && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (!isAlone) return forget();
    downAt = now();
    if (downAt - upAt > between) count = 0;
  };
  const up = ({ key }: KeyboardEvent): void => {
    if (key !== 'Shift' || downAt === undefined || now() - downAt > held || !isCoverByKeysOn()) return forget();
    downAt = undefined;
    upAt = now();
    count += 1;
    if (count < taps) return;
    forget();
    cover();
  };
  const until = new AbortController();
  const { signal } = until;
  document.addEventListener('keydown', down, { signal });
  document.addEventListener('keyup', up, { signal });
  // Shift with the mouse chooses a range.
  document.addEventListener('pointerdown', forget, { signal });
  addEventListener('blur', forget, { signal });
  return () => until.abort();
}
