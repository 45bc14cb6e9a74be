export const mailLimits = {
  /** How long an envelope is kept, and a meeting. Days are UTC days. */
  envelopeDays: 30, meetingDays: 14,
  /** How long a sheet is kept after it was last written, and a box after it was last used; then to the end of the month. */
  sheetDays: 400, boxDays: 400,
  putsPerDay: 400, envelopesPerBox: 4_000, ticketDays: 14, ticketsAtOnce: 4, steps: 6,
} as const;
