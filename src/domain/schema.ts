// The only file that names the schema library, so that it can be replaced in one place (DECISIONS.md).
import * as v from 'valibot';
import { ok, refuse } from './result.ts';
import type { Result } from './result.ts';
import { isSensibleDay } from './sensible-day.ts';

export { ok, refuse };
export type { Result };

export type Schema<T> = v.GenericSchema<unknown, T>;
export type Infer<S extends v.GenericSchema> = v.InferOutput<S>;

/** Checks outside data. Returns what the schema lets through; unknown keys are an error, so nothing rides along. */
export function parse<T>(schema: Schema<T>, value: unknown): Result<T, 'malformed'> {
  // One thing that is wrong is enough: to gather all of them takes a second where somebody sends a hundred thousand.
  const result = v.safeParse(schema, value, { abortEarly: true });
  return result.success ? ok(result.output) : refuse('malformed');
}

// Exported by name, not copied into constants: so the bundler still knows that calling them has no effect and leaves out
// the schemas and rules that an app does not use.
export {
  array as list, boolean, fallback as otherwise, literal, maxLength as maxItems, nullable, optional, picklist as oneOf, pipe, strictObject as object, string, unknown, variant,
} from 'valibot';

/** Names and values. A list is none, though to JavaScript it has the names 0, 1, 2. */
export const record = /* @__NO_SIDE_EFFECTS__ */ <K extends v.GenericSchema<string>, V extends v.GenericSchema>(key: K, value: V) =>
  v.pipe(v.unknown(), v.check((given) => !Array.isArray(given)), v.record(key, value));

/** Ids are made on a device, once: letters, digits and `. _ : -`, so that they are safe in a URL, a key and a log. */
export const id = /* @__NO_SIDE_EFFECTS__ */ () => v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/));

/** A person's own words or an adult's facts: no control characters but the line feed and the tab, `max` in UTF-16 units.
 * Letters with their dots come as one sign (NFC), whatever keyboard they were written on: else «Ä» would not find «Ä». */
export const text = /* @__NO_SIDE_EFFECTS__ */ (max: number) => v.pipe(v.string(), v.normalize('NFC'), v.maxLength(max), v.regex(/^[^\u0000-\u0008\u000B-\u001F\u007F]*$/));
export const words = /* @__NO_SIDE_EFFECTS__ */ (max: number) => v.pipe(text(max), v.check(isVisible));

/**
 * Is there anything to be seen? Some letters and signs of Unicode are drawn as nothing: Hangul fillers, the empty Braille
 * pattern. What a device's tables do not know yet counts as seen, or an older phone could not read a newer emoji's row.
 */
export const isVisible = (value: string): boolean => /(?![\u115F\u1160\u3164\uFFA0\u2800])[^\p{Z}\p{Cc}\p{Cf}\p{M}]/u.test(value);

/** A UTC instant, exactly as Date.toISOString writes it, and one that exists. */
export const instant = /* @__NO_SIDE_EFFECTS__ */ () =>
  v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/), v.check((value) => isRealInstant(value)));

/** A day `YYYY-MM-DD` that exists. Which time zone it is counted in (Europe/Helsinki) is the reader's business. */
export const day = /* @__NO_SIDE_EFFECTS__ */ () =>
  v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/), v.check((value) => isRealInstant(`${value}T00:00:00.000Z`)));

/**
 * A day that somebody types now: a year of two digits that a browser took for the year 26, a year of birth and the year 9999
 * are slips. What is stored stays readable, whatever it says: `day`.
 */
export const typedDay = /* @__NO_SIDE_EFFECTS__ */ () => v.pipe(day(), v.check(isSensibleDay));
export const typedInstant = /* @__NO_SIDE_EFFECTS__ */ () => v.pipe(instant(), v.check((value) => isSensibleDay(value.slice(0, 10))));

/** A clock time of the programme, as printed: 09.05 or 13.20. */
export const clockTime = /* @__NO_SIDE_EFFECTS__ */ () => v.pipe(v.string(), v.regex(/^([01]\d|2[0-3])\.[0-5]\d$/));

/** Money in cents. The ceiling is a guard against a slip of the finger, not a rule: 100,000 euros. */
export const cents = /* @__NO_SIDE_EFFECTS__ */ () => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000_000));
export const count = /* @__NO_SIDE_EFFECTS__ */ (max: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(max));

export const base64url = /* @__NO_SIDE_EFFECTS__ */ (length: number) => v.pipe(v.string(), v.length(length), v.regex(/^[A-Za-z0-9_-]*$/));
export const check = /* @__NO_SIDE_EFFECTS__ */ <T>(test: (value: T) => boolean) => v.check<T, string>(test, 'no');

// Date.parse rolls 30 February over on some engines; writing it back shows the difference.
function isRealInstant(value: string): boolean {
  const time = Date.parse(value);
  return !Number.isNaN(time) && new Date(time).toISOString() === value;
}
