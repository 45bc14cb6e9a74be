// Apart from time.ts, because the first screen asks for the day and for nothing else.
const helsinki = /* @__PURE__ */ new Intl.DateTimeFormat('en', { timeZone: 'Europe/Helsinki', year: 'numeric', month: '2-digit', day: '2-digit' });

/**
 * The day in Europe/Helsinki that an instant falls on, `YYYY-MM-DD`. Put together from its parts: how a language writes a day
 * is the browser's affair and changes (ICU 72 wrote `en-CA` as `12/01/2026`; Chromium 110 to 112 and WebKitGTK have it).
 */
export function dayOf(instant: string): string {
  const parts: Record<string, string> = {};
  for (const { type, value } of helsinki.formatToParts(new Date(instant))) parts[type] = value;
  return `${parts['year']}-${parts['month']}-${parts['day']}`;
}
