import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { boolean, count, id, instant, nullable, object, parse } from '../domain/schema.ts';
import type { Infer } from '../domain/schema.ts';

// Browsers clear what a site has stored: all of it when room is short, Safari after seven days without a visit, and
// IndexedDB alone when its files are damaged. This note lies beside IndexedDB, so that the last can be told. Where
// everything went, nothing is left to tell it by.

const key = 'used';
const most = 1_000_000;

const countsSchema = object({
  /** Things that the server had not got. */
  unsent: count(most),
  /** Texts that were here and nowhere else. */
  texts: count(most),
  /** When they were counted last. */
  at: instant(),
});
export type Counts = Infer<typeof countsSchema>;

const noteSchema = object({
  person: id(),
  counts: countsSchema,
  /** The browser was asked once to keep the store. Whatever it said, the app does not ask again by itself. */
  asked: boolean(),
  /** What was in a store that was emptied, until the person has seen it. */
  lost: nullable(countsSchema),
});
export type Note = Infer<typeof noteSchema>;

/** What was noted; undefined where nothing is, or nothing that can be read. Numbers and times only, never a text. */
export function readNote(): Note | undefined {
  try {
    const note = parse(noteSchema, JSON.parse(localStorage.getItem(key) ?? 'null'));
    return note.ok ? note.value : undefined;
  } catch {
    return undefined;
  }
}

export function writeNote(note: Note): void {
  try {
    localStorage.setItem(key, JSON.stringify(note));
  } catch {
    // No room, or not allowed: then an emptied store goes unnoticed.
  }
}

const found = signal<Counts | null>(null);
/** What was here when the browser emptied the store; null where it did not, or where the person has seen it. */
export const lost: ReadonlySignal<Counts | null> = found;

export function tellLost(counts: Counts | null): void {
  found.value = counts;
}

/** The person has seen it. */
export function dismissLost(): void {
  const note = readNote();
  if (note) writeNote({ ...note, lost: null });
  found.value = null;
}

/** The person has left this device, or knows that the browser threw their login away: there is nothing more to miss. */
export function forgetUse(): void {
  localStorage.removeItem(key);
  found.value = null;
}

/** What was here, for somebody who is not signed in any more though they have not left. */
export function lostLogin(): Counts | null {
  const note = readNote();
  return note ? (note.lost ?? note.counts) : null;
}
