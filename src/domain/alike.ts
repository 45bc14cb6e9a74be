/** Do two values of plain JSON say the same, in whatever order their names stand? Nothing and an empty text are the same. */
export const isAlike = (one: unknown, other: unknown): boolean => written(one) === written(other);

function written(value: unknown): string {
  if (value === undefined || value === null || value === '') return '';
  if (Array.isArray(value)) return `[${value.map(written).join()}]`;
  if (typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.entries(value).filter(([, item]) => written(item) !== '').map(([name, item]) => `${JSON.stringify(name)}:${written(item)}`).sort().join()}}`;
}
