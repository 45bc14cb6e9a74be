import { phoneAmong } from '../../crypto/message.ts';
import { list, oneOf, parse, string } from '../../domain/schema.ts';
import type { Schema } from '../../domain/schema.ts';
import { isPhone } from './phone.ts';
import { reflectionKey } from '../draft-keys.ts';

export const hows = ['well', 'ok', 'both', 'heavy', 'unsure'] as const;
export type How = (typeof hows)[number];
export const ticks = ['said', 'heard', 'unsaid', 'asked', 'bad', 'excited', 'tired'] as const;
export type Tick = (typeof ticks)[number];
export const needs = ['rest', 'company', 'call', 'nothing'] as const;
export type Need = (typeof needs)[number];
export const prompts = ['stayed', 'unsaid', 'hope'] as const;
export type Prompt = (typeof prompts)[number];

/** What can go along with a copy, each part by itself. */
export const parts = ['written', 'how', 'needs'] as const;
export type Part = (typeof parts)[number];

/** How much fits one answer, in UTF-16 units: inside what the sealed text holds (crypto/message.ts). */
export const limits: Record<Prompt, number> = { stayed: 5_000, unsaid: 2_000, hope: 2_000 };

/** Own thoughts, as they lie on this phone and nowhere else. */
export interface Draft {
  readonly how: How | null;
  readonly ticks: readonly Tick[];
  readonly answers: Readonly<Record<Prompt, string>>;
  readonly needs: readonly Need[];
  /** Where to call them, as they typed it; empty for none. */
  readonly phone: string;
  /** The writer has finished with it for now. */
  readonly kept: boolean;
  /** When it was begun, by this phone's clock. */
  readonly begun: string;
  /** The row of the copy that was sent last. The original stays here whatever happens to it. */
  readonly copy: string | null;
  /** What went along with that copy; null where an older version did not write it down. */
  readonly along: readonly Part[] | null;
}

const keyStart = reflectionKey('');
/** The id of own thoughts under this key; null for drafts of other things. */
export const idOfKey = (key: string): string | null => (key.startsWith(keyStart) ? key.slice(keyStart.length) : null);

// A draft is its owner's own: however long, and whatever was pasted into it, it is shown. What may be sent is asked when it is sent.
const asWritten = (value: unknown): string => (typeof value === 'string' ? value : '');
const flag = (value: unknown): boolean => value === true;
const member = (value: unknown, key: string): unknown => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined);

function readAs<T>(schema: Schema<T>, value: unknown, otherwise: T): T {
  const checked = parse(schema, value);
  return checked.ok ? checked.value : otherwise;
}

/** Reads a draft part by part: home begins one with `how` alone, and an older version may have left out what is new. */
export function readDraft(value: unknown, now: string): Draft {
  const begun = member(value, 'begun');
  const copy = member(value, 'copy');
  const answers = member(value, 'answers');
  // Of a copy the number stands among them (crypto/message.ts).
  const among = readAs<string[]>(list(string()), member(value, 'needs'), []);
  return {
    how: readAs<How | null>(oneOf(hows), member(value, 'how'), null),
    ticks: readAs<Tick[]>(list(oneOf(ticks)), member(value, 'ticks'), []),
    answers: { stayed: asWritten(member(answers, 'stayed')), unsaid: asWritten(member(answers, 'unsaid')), hope: asWritten(member(answers, 'hope')) },
    needs: needs.filter((need) => among.includes(need)),
    phone: asWritten(member(value, 'phone')) || phoneAmong(among),
    kept: flag(member(value, 'kept')),
    begun: typeof begun === 'string' ? begun : now,
    copy: typeof copy === 'string' ? copy : null,
    along: readAs<Part[] | null>(list(oneOf(parts)), member(value, 'along'), null),
  };
}

/** The needs that somebody can meet: nobody can call without a number. */
export const needsOf = ({ needs: all, phone }: Pick<Draft, 'needs' | 'phone'>): readonly Need[] => all.filter((need) => need !== 'call' || isPhone(phone));

export const isWritten = (draft: Draft): boolean => prompts.some((prompt) => draft.answers[prompt].trim() !== '');
/** The parts that there is something in. */
export const partsOf = (draft: Draft): readonly Part[] =>
  parts.filter((part) => (part === 'written' ? isWritten(draft) : part === 'how' ? draft.how !== null || draft.ticks.length > 0 : needsOf(draft).length > 0));
export const isHeavy = (draft: Draft): boolean => draft.how === 'heavy' || draft.ticks.includes('bad');

/** "Nothing" is chosen alone; anything else takes it away. */
export const needsAfter = (before: readonly Need[], chosen: readonly Need[]): readonly Need[] =>
  chosen.includes('nothing') && !before.includes('nothing') ? ['nothing'] : chosen.filter((need) => need !== 'nothing' || chosen.length === 1);

/** All that was written, as one text: for the message to the contact person. */
export const wholeText = (draft: Draft): string => prompts.map((prompt) => draft.answers[prompt].trim()).filter((part) => part !== '').join('\n\n');
