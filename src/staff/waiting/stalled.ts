import type { Live } from '../../client/state.ts';
import { isLate } from '../../domain/fee-facts.ts';
import type { Fee } from '../../domain/fee.ts';
import type { Person } from '../../domain/person.ts';
import { dayOf, helsinkiInstant, addDays } from '../../domain/time.ts';
import type { Waiting } from './view.ts';

// A young person reads who sees to a fee that stands still. Whoever is named there has to know it, and has it to do.

const plain = (name: string): string => name.trim().toLocaleLowerCase('fi');
const isNamed = (who: string, { name }: Person): boolean => plain(name) !== '' && [plain(name), plain(name).split(' ')[0]].includes(plain(who));

/** Is it named as this coordinator's? A name that is nobody else's is everybody's: nothing may fall between two. */
function isFor(live: Live, who: string, me: string): boolean {
  const named = live.all('person').filter((person) => isNamed(who, person));
  if (named.some(({ id }) => id === me)) return true;
  return !named.some(({ roles }) => roles.includes('fees') || roles.includes('coordinator'));
}

/** Fees that stand still with this coordinator, and those that are late with nobody having said why. */
export function stalledFees(live: Live, now: string, me: string): Waiting[] {
  return live.all('fee').filter((fee) => fee.state !== 'paid').flatMap((fee): Waiting[] => {
    if (fee.stall) return isFor(live, fee.stall.who, me) ? [rowOf(live, fee, fee.stall.since)] : [];
    return isLate(fee, dayOf(now)) && fee.due !== null ? [rowOf(live, fee, helsinkiInstant(addDays(fee.due, 1), '00:00') ?? null)] : [];
  });
}

const rowOf = (live: Live, fee: Fee, since: string | null): Waiting => ({
  kind: 'fee', id: fee.id, to: `/staff/fees/${fee.id}`, person: fee.person, session: live.get('session', fee.session), since, replyBy: null, at: null, items: [], fee,
});
