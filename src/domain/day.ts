// Apart from time.ts, because the first screen asks for the day and for nothing else.
const helsinki = /* @__PURE__ */ new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Helsinki', year: 'numeric', month: '2-digit', day: '2-digit' });

/** The day in Europe/Helsinki that an instant falls on, `YYYY-MM-DD`. */
export function dayOf(instant: string): string {
  return helsinki.format(new Date(instant));
}
