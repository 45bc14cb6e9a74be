import { cover } from './cover.ts';

const presses = 3;
const within = 5_000;

/** Shift three times within five seconds covers the screen, as GOV.UK's "exit this page" does: Esc has other uses. */
export function coverByKeyboard(now: () => number): () => void {
  let times: number[] = [];
  const press = (event: KeyboardEvent) => {
    if (event.repeat) return;
    // Typing capitals is Shift too, but with a letter in between.
    if (event.key !== 'Shift') {
      times = [];
      return;
    }
    const at = now();
    times = [...times.filter((time) => at - time <= within), at];
    if (times.length < presses) return;
    times = [];
    cover();
  };
  document.addEventListener('keydown', press);
  return () => document.removeEventListener('keydown', press);
}
