/** Order of what only machines write, such as instants, days and ids: the same in every language. Names are sorted by ui/collate.ts. */
export const compareCodes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
