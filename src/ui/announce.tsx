import type { Signal } from '@preact/signals';
import { polite, urgent } from './live-region.tsx';

// What the eye sees happen, said to screen readers in the region of live-region.tsx. Each event is heard once: nothing here
// is read out again by itself, and the same words a second time are made another text.

/** In milliseconds. A focus that moves at the same moment is said first. */
const before = 400;
/** The field with the problem has the focus by then. */
const soon = 100;
/** So long a text stands before the next takes its place: a reader that is late still finds it. */
const between = 800;
/** What was said is not found hours later by whoever reads to the end of the page. */
const fades = 10_000;
/** A queue that empties would otherwise be read out item by item (ux.md 2.4). */
const settles = 1_500;

type Timer = ReturnType<typeof setTimeout>;

const waiting: string[] = [];
let next: Timer | undefined;
const soons = new Set<Timer>();
const settling = new Map<string, Timer>();
const fading = new Map<Signal<string>, Timer>();
/** Said last time without, next time with the mark. */
const plain = new Set<string>();

/** Says it politely: after what is being read, and after what was announced before it. */
export function announce(text: string): void {
  waiting.push(text);
  next ??= setTimeout(sayNext, before);
}

/** Says at once what stands in the way: a wrong code, a field that is missing. */
export function announceProblem(text: string): void {
  soons.add(setTimeout(() => say(urgent, text), soon));
}

/** Says it once nothing new of the same subject has come for a while: only the last of several in a row is heard. */
export function announceLast(subject: string, text: string): void {
  clearTimeout(settling.get(subject));
  settling.set(subject, setTimeout(() => (settling.delete(subject), announce(text)), settles));
}

/** Forgets what was said and what was about to be: a test's words must not be read out in the next one. */
export function silence(): void {
  for (const timer of [next, ...soons, ...settling.values(), ...fading.values()]) clearTimeout(timer);
  next = undefined;
  waiting.length = 0;
  for (const all of [soons, settling, fading, plain]) all.clear();
  for (const region of [polite, urgent]) region.value = '';
}

function sayNext(): void {
  const text = waiting.shift();
  next = text === undefined ? undefined : setTimeout(sayNext, between);
  if (text !== undefined) say(polite, text);
}

function say(region: Signal<string>, text: string): void {
  // Orca drops a live text that equals its last one, whatever came between, an empty region too. A no-break space at its
  // end makes it another text and is not spoken.
  const wasPlain = plain.delete(text);
  if (!wasPlain) plain.add(text);
  region.value = wasPlain ? `${text}\u00A0` : text;
  clearTimeout(fading.get(region));
  fading.set(region, setTimeout(() => (region.value = ''), fades));
}
