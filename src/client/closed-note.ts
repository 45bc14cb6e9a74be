import { count, instant, object, parse } from '../domain/schema.ts';
import type { ClosedNote } from './erase-login.ts';

const noteSchema = object({ at: instant(), unsent: count(1_000_000), texts: count(1_000_000) });

/** What was noted when a closed device erased itself; undefined where nothing is to be said. */
export function closedNoteIn(kept: string | undefined): ClosedNote | undefined {
  if (!kept) return undefined;
  try {
    const note = parse(noteSchema, JSON.parse(kept));
    return note.ok ? note.value : undefined;
  } catch {
    return undefined;
  }
}
