/**
 * A number as people write it, in any of the app's languages and whatever the browser's: `1,5` and `1.5`, `1 234,50`,
 * `1.234,50`. Undefined where it is none, and where it could be two: `1.500` is a thousand and a half to one, one and a half to
 * another.
 */
export function readNumber(text: string): number | undefined {
  const plain = text.trim().replace(/[\u00A0\u2007\u202F]/g, ' ');
  if (/^\d{1,9}([.,]\d{1,2})?$/.test(plain)) return Number(plain.replace(',', '.'));
  if (/^\d{1,3}( \d{3}){1,2}([.,]\d{1,2})?$/.test(plain)) return Number(plain.replaceAll(' ', '').replace(',', '.'));
  if (/^\d{1,3}(\.\d{3}){1,2},\d{1,2}$/.test(plain)) return Number(plain.replaceAll('.', '').replace(',', '.'));
  if (/^\d{1,3}(,\d{3}){1,2}\.\d{1,2}$/.test(plain)) return Number(plain.replaceAll(',', ''));
  return undefined;
}

/** A whole number; undefined where it is none. */
export function readWhole(text: string): number | undefined {
  const number = readNumber(text);
  return number !== undefined && Number.isInteger(number) ? number : undefined;
}

const MOST_CENTS = 10_000_000;

/** Cents of an amount as people write it: `12`, `12,4`, `12.40`, `12,40 €`; undefined where it is no amount. Empty is none: 0. */
export function centsOf(text: string): number | undefined {
  const plain = text.replace('€', '').trim();
  if (plain === '') return 0;
  const euros = readNumber(plain);
  // 0,29 · 100 is not quite 29 in binary.
  const cents = euros === undefined ? undefined : Math.round(euros * 100);
  return cents !== undefined && cents <= MOST_CENTS ? cents : undefined;
}

/** Cents as they stand in a field: `12,40`. */
export const amountText = (cents: number): string => `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, '0')}`;

/**
 * Why two fields, hours and minutes, are no time, and which of them is to be mended.
 *
 * empty     neither says anything             no-number   something that is no number
 * too-many  more than there are in a day, or in an hour
 * twice     a part of an hour in the one, and minutes in the other: which of them counts?
 */
export interface TimeProblem {
  readonly at: 'hours' | 'minutes';
  readonly why: 'empty' | 'no-number' | 'too-many' | 'twice';
}

const DAY = 24 * 60;

/** Minutes of two fields. Hours may have a part (`1,5`) or minutes of their own (`1:30`); one of the fields may be empty. */
export function minutesOf(hours: string, minutes: string): number | TimeProblem {
  const [h, m] = [hours.trim(), minutes.trim()];
  // Minutes begin with a nought of their own: beside hours that were emptied it is nobody's word for "no time".
  if (h === '' && (m === '' || readWhole(m) === 0)) return { at: 'hours', why: 'empty' };
  const clock = /^(\d{1,2}):([0-5]\d)$/.exec(h);
  const inHours = clock ? Number(clock[1]) * 60 + Number(clock[2]) : h === '' ? 0 : (readNumber(h) ?? Number.NaN) * 60;
  if (Number.isNaN(inHours)) return { at: 'hours', why: 'no-number' };
  if (inHours > DAY) return { at: 'hours', why: 'too-many' };
  const more = m === '' ? 0 : readWhole(m);
  if (more === undefined) return { at: 'minutes', why: 'no-number' };
  if (more > 59) return { at: 'minutes', why: 'too-many' };
  if (more > 0 && (clock || !Number.isInteger(inHours / 60))) return { at: 'minutes', why: 'twice' };
  const all = Math.round(inHours) + more;
  return all <= DAY ? all : { at: 'minutes', why: 'too-many' };
}
