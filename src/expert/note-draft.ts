import type { Answer } from '../domain/answer.ts';
import { joinNote, splitNote } from '../domain/note-parts.ts';
import type { NoteParts } from '../domain/note-parts.ts';
import { list, nullable, object, oneOf, optional, parse, string } from '../domain/schema.ts';

/** One's own words on an item, or a comment on a plan, not sent yet. */
export interface NoteDraft {
  /** The own words; of an older phone's draft, with what was ticked in them. */
  readonly text: string;
  readonly picked?: readonly string[] | undefined;
  /** Null until the person has said who may know. */
  readonly audience: Answer['audience'] | null;
  /** What the host is told, where the person has written it themselves; otherwise it follows from what was chosen. */
  readonly sentence?: string | undefined;
}

// A draft is its owner's own: whatever was pasted into it, it is shown.
const draftSchema = object({ text: string(), picked: optional(list(string())), audience: nullable(oneOf(['me', 'coordinator', 'host'])), sentence: optional(string()) });

/** A draft of one's own words as it lies in the store; undefined where there is none, or none that can be read. */
export function readNoteDraft(stored: unknown): NoteDraft | undefined {
  const draft = parse(draftSchema, stored);
  return draft.ok ? draft.value : undefined;
}

export const draftParts = ({ text, picked }: NoteDraft, suggestions: readonly string[]): NoteParts => (picked ? { picked, own: text } : splitNote(text, suggestions));

/** All of it as one text. */
export const wholeNote = ({ text, picked = [] }: NoteDraft): string => joinNote({ picked, own: text });
