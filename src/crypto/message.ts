import { instant, list, maxItems, object, oneOf, optional, pipe, string, words } from '../domain/schema.ts';
import type { Infer } from '../domain/schema.ts';

// What stands inside sealed texts, checked after opening: a signature says who wrote it, not that it is well made.

/** The longest text of one's own, in UTF-16 units. In every script it fits the largest sealed size. */
export const TEXT_MAX = 8000;
const ANSWER_MAX = 2000;

/** What somebody wrote. Cleaned when it was sealed (clean.ts); whatever it is now, its reader gets to see it. */
const written = (max: number) => pipe(string(), maxItems(max));

/** The longest sentence that is told to the host of a session. */
export const SENTENCE_MAX = 300;

/** A message, a note to oneself, a reply. Purpose: `message:<channel>:<message>`, `note:<answer>`, `reply:<answer>`. */
export const messageSchema = object({
  text: written(TEXT_MAX),
  /** The writer's clock: shown, never used for order. */
  at: instant(),
  /** Of a note that the host may know of: word for word what they are told, and nothing else. */
  sentence: optional(written(SENTENCE_MAX)),
});
export type MessageText = Infer<typeof messageSchema>;

/** What was ticked, by the item's own key; its words are in locales. */
const ticked = () => pipe(list(words(40)), maxItems(20));

/**
 * Where to call stands among the needs, after this mark: a reader from before it was asked leaves out a need that it does
 * not know and shows the rest, while a field that it does not know would keep the whole text from opening there.
 */
const PHONE = 'tel:';
/** The longest number that fits among the needs, in UTF-16 units. */
export const PHONE_MAX = 36;
export const phoneAmong = (needs: readonly string[] | undefined): string => needs?.find((need) => need.startsWith(PHONE))?.slice(PHONE.length) ?? '';
export const withPhone = (needs: readonly string[], phone: string): string[] => [...needs, `${PHONE}${phone}`];

/** Own thoughts after a session. Everything but the time may be missing or empty. Purpose: `reflection:<id>`. */
export const reflectionSchema = object({
  text: written(TEXT_MAX),
  at: instant(),
  how: optional(oneOf(['well', 'ok', 'both', 'heavy', 'unsure'])),
  ticks: optional(ticked()),
  /** The three prompts: was anything left unsaid, what should come of this, what is needed now. */
  unsaid: optional(written(ANSWER_MAX)),
  hope: optional(written(ANSWER_MAX)),
  needs: optional(ticked()),
});
export type ReflectionText = Infer<typeof reflectionSchema>;
