export const mailLimits = {
  /** How long an envelope is kept, and a meeting. Days are UTC days. */
  envelopeDays: 30, meetingDays: 14,
  /** How long a sheet is kept after it was last written, and a box after it was last used; then to the end of the month. */
  sheetDays: 400, boxDays: 400,
  /** Of each token for writing into a box; and so many tokens more a box may have than the one it was made with. */
  putsPerDay: 400, envelopesPerToken: 4_000, moreTokens: 32,
  ticketDays: 14, ticketsAtOnce: 4, steps: 6,
} as const;
