import type { Live } from '../../client/state.ts';
import type { Session } from '../../domain/session.ts';
import { isSpelling } from '../../domain/correction.ts';
import { areSame, differences as termDifferences } from '../../domain/terms.ts';
import type { Terms } from '../../domain/terms.ts';
import { nameOf } from '../names.ts';
import { differenceLines } from './term-words.ts';
import type { Difference } from './term-words.ts';
import { compareWords } from '../../ui/collate.ts';

export interface Review {
  readonly differences: readonly Difference[];
  /** The names of those who said yes to other terms than these. */
  readonly asked: readonly string[];
  /** Only texts differ: it may be a correction of spelling, of which nobody is asked. */
  readonly mayBeSpelling: boolean;
}

/** What a change means for those who have said yes; null where nobody is asked again because of it. */
export function reviewOf(live: Live, session: Session, next: Terms): Review | null {
  const differences = differenceLines(session, next);
  const asked = live
    .all('invitation')
    .filter((one) => one.session === session.id && one.state === 'accepted' && one.agreed && !areSame(one.agreed.terms, { ...next, corrected: session.corrected }))
    .map((one) => nameOf(live, one.person))
    .sort(compareWords);
  return differences.length === 0 || asked.length === 0 ? null : { differences, asked, mayBeSpelling: isSpelling(termDifferences(session, next)) };
}
