import type { Live } from '../client/state.ts';
import type { Fee } from '../domain/fee.ts';
import { formatDate } from '../ui/format.ts';
import { t } from '../ui/words.ts';

/** What is numbered: a session, or a fee of one. */
interface Numbered {
  readonly number: string;
  readonly session: string;
  /** The day of the session. */
  readonly day: string;
}

/** Every number that this device knows, of sessions and of fees, each session once. */
function known(live: Live): ReadonlyMap<string, ReadonlySet<string>> {
  const sessions = new Map<string, Set<string>>();
  const add = (number: string, session: string) => void sessions.set(number, (sessions.get(number) ?? new Set()).add(session));
  for (const { number, id } of live.all('session')) add(number, id);
  for (const { number, session } of live.all('fee')) add(number, session);
  return sessions;
}

/**
 * The number of a session as it is shown. The server gives it, so a session that has not left this device has none yet. Before
 * that was so, two devices without a network could give the same one: these are told apart by their day, and by a letter where
 * that is the same, too.
 */
export function numberWords(live: Live, { number, session, day }: Numbered): string {
  if (number === '') return t('staff:session.number-later');
  const others = [...(known(live).get(number) ?? [])].sort();
  return others.length < 2 ? number : `${number} ${String.fromCharCode(97 + others.indexOf(session))} (${formatDate(day)})`;
}

/** The number on a fee: the fee office sees nothing else of a session. */
export const feeNumberWords = (live: Live, { number, session, sessionDay }: Pick<Fee, 'number' | 'session' | 'sessionDay'>): string => numberWords(live, { number, session, day: sessionDay });
