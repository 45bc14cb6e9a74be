import { chainEntriesSchema } from '../crypto/chain-form.ts';
import { count, instant, list, literal, maxItems, object, oneOf, optional, parse, pipe, string } from '../domain/schema.ts';
import type { Infer } from '../domain/schema.ts';
import { id, number, token } from './fields.ts';

// What lies in an envelope of the channel, after opening. A `note` is what goes when there is nothing to say: a genuine
// envelope that carries what there is of acknowledgements and devices, so that it looks the same and does something.

export const PARTS_MAX = 24;
const IDS_MAX = 32;
/** More than anybody says. What is made of a number here, such as the next one, must be one that the store takes back. */
const SEQ_MAX = 2 ** 40;

const ids = () => optional(pipe(list(id()), maxItems(IDS_MAX)));

const payloadSchema = object({
  v: literal(1),
  t: oneOf(['msg', 'ctl', 'note']),
  /** Of what is said: the same in all its parts, and when it is put once more. */
  id: id(),
  /** Counted by the sending device on this thread, each part a number; a note has the last one given. */
  seq: count(SEQ_MAX),
  /** The writer's clock, a quarter of an hour exact: shown, never used for order. */
  at: instant(),
  /** What the sender knows of everybody's chain, its own first: genesis, number and hash of the newest link. */
  heads: pipe(list(object({ who: token(), seq: number(), head: token() })), maxItems(8)),
  part: optional(object({ i: count(PARTS_MAX - 1), of: count(PARTS_MAX) })),
  body: optional(string()),
  /** In words, with the first part. */
  about: optional(pipe(string(), maxItems(120))),
  /** Ids that are on a device of the sender, were read by them, are withdrawn, and are not, because they had been read. */
  got: ids(), read: ids(), gone: ids(), kept: ids(),
  /** Of the sender's own chain. */
  chain: optional(chainEntriesSchema()),
});
export type Payload = Infer<typeof payloadSchema>;

/** Reads what came out of an envelope. `newer`: a later version may be able to read it. */
export function readPayload(value: unknown): { readonly kind: 'payload'; readonly payload: Payload } | { readonly kind: 'altered' | 'newer-format' } {
  if (typeof value === 'object' && value !== null && 'v' in value && typeof value.v === 'number' && value.v > 1) return { kind: 'newer-format' };
  const read = parse(payloadSchema, value);
  if (!read.ok) return { kind: 'altered' };
  const { t, part, seq } = read.value;
  const isWhole = part ? t !== 'note' && part.i < part.of && part.i < seq : t === 'note';
  // What a later version adds to this form, it may know as well.
  return isWhole ? { kind: 'payload', payload: read.value } : { kind: 'altered' };
}

const encoder = new TextEncoder();
/** Bytes of a text in JSON, quotes not counted: line breaks and quotation marks take two. */
export const jsonBytes = (text: string): number => encoder.encode(JSON.stringify(text)).length - 2;

/** Bytes of a payload as it is sealed. */
export const payloadBytes = (payload: Payload): number => encoder.encode(JSON.stringify(payload)).length;

/** So much goes into one envelope: 3,194 bytes of JSON, less `{"from":"…","payload":…}`. */
export const ROOM = 3_194 - 48;
/** So much of a body does. The rest is for what stands beside it, with the longest `about`. Eight hold TEXT_MAX. */
const PART_BYTES = 1_900;

/** Splits at characters, never inside one, so that each part fits an envelope in any script. */
export function splitBody(text: string): string[] {
  const parts: string[] = [];
  let [part, size] = ['', 0];
  for (const character of text) {
    const bytes = jsonBytes(character);
    if (size + bytes > PART_BYTES) {
      parts.push(part);
      [part, size] = ['', 0];
    }
    part += character;
    size += bytes;
  }
  return [...parts, part];
}

/** The whole of it, or null while a part is missing. */
export function joinBody(bodies: Readonly<Record<string, string>>, of: number): string | null {
  const parts = Array.from({ length: of }, (_, i) => bodies[i]);
  return parts.every((part) => part !== undefined) ? parts.join('') : null;
}

/** The instant as it goes out: nobody needs the minute, and the seconds would tell devices apart. */
export const coarse = (instantNow: string): string => new Date(Math.floor(Date.parse(instantNow) / 900_000) * 900_000).toISOString();
