// On its own, because home is in the first load and the rest of people.ts is not.

/** People are called by their first name everywhere. */
export const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? '';
