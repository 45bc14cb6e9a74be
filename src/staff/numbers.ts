/** Cents of an amount as people write it: `12`, `12,4`, `12.40`, `12,40 €`; undefined where it is no amount. Empty is none: 0. */
export function centsOf(text: string): number | undefined {
  const trimmed = text.replace(/[\s€]/g, '');
  if (trimmed === '') return 0;
  const parts = /^(\d{1,6})(?:[.,](\d{1,2}))?$/.exec(trimmed);
  if (!parts) return undefined;
  return Number(parts[1]) * 100 + Number((parts[2] ?? '').padEnd(2, '0'));
}

/** Cents as they stand in a field: `12,40`. */
export const amountText = (cents: number): string => `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, '0')}`;

/** Minutes of two fields, hours and minutes; undefined where they are no time of a day's length at most. */
export function minutesOf(hours: string, minutes: string): number | undefined {
  const [h, m] = [hours.trim() || '0', minutes.trim() || '0'];
  if (!/^\d{1,2}$/.test(h) || !/^\d{1,2}$/.test(m) || Number(m) > 59) return undefined;
  const all = Number(h) * 60 + Number(m);
  return all <= 24 * 60 ? all : undefined;
}
