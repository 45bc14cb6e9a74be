import type { Live } from '../../../client/state.ts';
import { answerIdOf } from '../../../domain/answer-facts.ts';
import type { Answer } from '../../../domain/answer.ts';
import { nullable, object, oneOf, parse, string } from '../../../domain/schema.ts';
import { groups, items } from '../items.ts';
import type { Item } from '../items.ts';
import type { Entry } from '../view.ts';

export interface Line {
  readonly item: Item;
  readonly answer: Answer | undefined;
}

export interface ChecklistView {
  /** The core items in the order of the template, by group; groups with none are left out. */
  readonly core: readonly { readonly group: Item['group']; readonly lines: readonly Line[] }[];
  /** What stands behind "More, if you want". */
  readonly more: readonly Line[];
}

export function checklistView(live: Live, { session, invitation }: Entry): ChecklistView {
  const lines = items
    .filter((item) => item.sets.includes(session.type) && (item.onlyIf === undefined || session.filled[item.id]))
    .map((item): Line => ({ item, answer: live.get('answer', answerIdOf(invitation.id, item.id)) }));
  const core = lines.filter(({ item }) => item.tier === 'core');
  return {
    core: groups.map((group) => ({ group, lines: core.filter(({ item }) => item.group === group) })).filter(({ lines: some }) => some.length > 0),
    more: lines.filter(({ item }) => item.tier === 'more'),
  };
}

/** The coordinator's answer to what was asked last; an older one is no answer to a new question. */
export const replyTo = (answer: Answer): Answer['reply'] =>
  answer.reply && (answer.asked === null || answer.reply.at >= answer.asked) ? answer.reply : null;

/** One's own words on an item, not saved yet. */
export interface NoteDraft {
  readonly text: string;
  /** Null until the person has said who may know. */
  readonly audience: Answer['audience'] | null;
}

// A draft is its owner's own: whatever was pasted into it, it is shown.
const draftSchema = object({ text: string(), audience: nullable(oneOf(['me', 'coordinator'])) });

/** A draft of one's own words as it lies in the store; undefined where there is none, or none that can be read. */
export function readNoteDraft(stored: unknown): NoteDraft | undefined {
  const draft = parse(draftSchema, stored);
  return draft.ok ? draft.value : undefined;
}

const separator = ', ';
const partsOf = (written: string): string[] => written.split(',').map((part) => part.trim()).filter(Boolean);

export const hasSuggestion = (written: string, suggestion: string): boolean => partsOf(written).includes(suggestion);

/** A suggestion is put after what is written, or taken out of it again. */
export function toggleSuggestion(written: string, suggestion: string): string {
  const parts = partsOf(written);
  return (parts.includes(suggestion) ? parts.filter((part) => part !== suggestion) : [...parts, suggestion]).join(separator);
}
