/** The longest message, in UTF-16 units. */
export const TEXT_MAX = 5_000;
export const ABOUT_MAX = 120;

const minute = 60_000;
export const HOUR = 60 * minute;
export const DAY = 24 * HOUR;

/** When exchanges happen, in milliseconds. None of it depends on whether anything is written. */
export const plan = {
  firstFrom: 10_000, firstTo: 90_000,
  every: 15 * minute,
  /** Who comes back sooner was not away. */
  hideGap: 10 * minute,
  /**
   * Envelopes of a visit, drawn for each thread; between the two is also where what went beside the plan is saved. A contact
   * person's threads are all visited at the same times: with the same number for each, one more in one of them would show.
   */
  visit: { expert: { least: 4, most: 8 }, contact: { least: 3, most: 6 } },
  /** After so many in a day a visit has but one, and then none: the mailbox takes so many a day, and a message must get through. */
  dayFew: 36, dayNone: 60,
  retryFirst: 5_000, retryMost: 5 * minute,
  /** Looking twice within this is looking once. */
  lookGap: 20_000,
} as const;

/** More than that is not saved up: it would take days, and nothing would come meanwhile. */
export const DEBT_MAX = 40;
/** So often the mailbox is asked again in one go while there is more. */
export const ROUNDS_MAX = 300;

/** After so long, what did not come is told, and what was not acknowledged is put once more. */
export const OVERDUE = DAY;
/** How many envelopes carry one acknowledgement, because each of them may be lost. */
export const TELL_TIMES = 3;
/** How many devices of others one can seal to. */
export const OTHERS_MAX = 5;
/** Keys for sealing are changed after so many days, and the old ones destroyed after so many more. */
export const ROTATE_DAYS = 30;
export const KEEP_DAYS = 60;
/**
 * So many controls of one device are remembered: more than anybody sends while the keys that open them last, so that a
 * mailbox that gives an old one once more gives nothing.
 */
export const DONE_MAX = 500;
/** Envelopes that cannot be opened are kept, up to so many a thread; those that nobody could have meant, for so many days. */
export const RAW_MAX = 200;
export const RAW_DAYS = 30;
/** So many messages of one device that have come in part, or were taken back before they came. */
export const KEPT_MAX = 200;
