import type { Answer } from '../../../domain/answer.ts';
import { nullable, object, oneOf, optional, parse, string } from '../../../domain/schema.ts';

/** One's own words on an item, not saved yet. */
export interface NoteDraft {
  readonly text: string;
  /** Null until the person has said who may know. */
  readonly audience: Answer['audience'] | null;
  /** What the host is told, where the person has written it themselves; otherwise it follows from what was chosen. */
  readonly sentence?: string | undefined;
}

// A draft is its owner's own: whatever was pasted into it, it is shown.
const draftSchema = object({ text: string(), audience: nullable(oneOf(['me', 'coordinator', 'host'])), sentence: optional(string()) });

/** A draft of one's own words as it lies in the store; undefined where there is none, or none that can be read. */
export function readNoteDraft(stored: unknown): NoteDraft | undefined {
  const draft = parse(draftSchema, stored);
  return draft.ok ? draft.value : undefined;
}

const separator = ', ';
export const partsOf = (written: string): string[] => written.split(/[,\n]/).map((part) => part.trim()).filter(Boolean);

export const hasSuggestion = (written: string, suggestion: string): boolean => partsOf(written).includes(suggestion);

/** A suggestion is put after what is written, or taken out of it again. */
export function toggleSuggestion(written: string, suggestion: string): string {
  const parts = partsOf(written);
  return (parts.includes(suggestion) ? parts.filter((part) => part !== suggestion) : [...parts, suggestion]).join(separator);
}
