/** What a file of words holds. */
export type Words = { default: Record<string, unknown> };

// The staff's words are in no build of the young expert's app (tests/architecture/bundle.test.ts).
const shared = import.meta.glob<Words>(['../../locales/*/*.json', '!../../locales/*/{common,home,staff,contact,plan,duties,desk-lock}.json']);
// Whoever drives somebody has a page of their own, and even the names of its files say nothing of what else there is.
const forRides = import.meta.glob<Words>('../../locales/*/ride.json');

/** By path from here: what loads the words of a language and feature. */
export const wordFiles =
  import.meta.env.MODE === 'expert' ? shared
  : import.meta.env.MODE === 'ride' ? forRides
  : { ...shared, ...import.meta.glob<Words>('../../locales/*/{staff,contact,plan,duties,desk-lock}.json') };
