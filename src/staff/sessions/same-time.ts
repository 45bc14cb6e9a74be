import type { Live } from '../../client/state.ts';
import { overlapping } from '../../domain/overlap.ts';
import type { Session } from '../../domain/session.ts';
import { t } from '../../ui/words.ts';
import { whenWords } from '../when-words.ts';

/** Sessions at the same time that this person has said yes to, as far as the coordinators know: an answer that is held shows in nothing. */
function others(live: Live, session: Session, person: string): readonly Session[] {
  const agreed = live.all('invitation').filter((one) => one.person === person && one.state === 'accepted');
  return overlapping(session, agreed.flatMap((one) => live.get('session', one.session) ?? [])).filter(({ state }) => state === 'planned');
}

/** The words beside a person's name before they are invited, and as long as their answer matters; it is allowed all the same. */
export function sameTime(live: Live, session: Session, person: string): { readonly help?: string } {
  const [first] = others(live, session, person);
  return first ? { help: t('plan:invite.same-time', { title: first.title, when: whenWords(first) }) } : {};
}
