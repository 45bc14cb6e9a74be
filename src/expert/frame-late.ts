import { keepFocus } from '../ui/keep-focus.ts';
import { coverByKeyboard } from './hide/keyboard.ts';

/** What every screen has and none is drawn with. Returns what stops it. */
export function startFrame(now: () => string): () => void {
  keepFocus();
  return coverByKeyboard(() => Date.parse(now()));
}
