// Days and months of the mailbox are those of UTC: it knows no people, and nobody is shown them.

const dayMs = 86_400_000;

/** Days since 1970. */
export const dayNumber = (instant: string): number => Math.floor(Date.parse(instant) / dayMs);

/** `YYYY-MM-DD` */
export const dayText = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);

/** `YYYY-MM` of a day. */
export const monthText = (day: number): string => dayText(day).slice(0, 7);
