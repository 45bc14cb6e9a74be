import { readablePhone } from '../domain/phone.ts';
import type { Live } from '../client/state.ts';
import { duties, dutyDue, isSeenTo, isSeenToForAll } from '../domain/duty-facts.ts';
import type { Duty } from '../domain/duty-facts.ts';
import type { Invitation } from '../domain/invitation.ts';
import { rideIdOf } from '../domain/ride-facts.ts';
import type { Session } from '../domain/session.ts';
import { formatDay, formatMoney } from '../ui/format.ts';
import { t } from '../ui/words.ts';
import { coordinatorName } from './names.ts';

/** A checklist item in the words that the young person sees; `d_pre_talk`: a duty of the adults that they ask about. */
export const itemWords = (live: Live, item: string): string => t(`checklist:item.${item}`, { coordinator: coordinatorName(live) });

/** What the adults have told about an item: what they filled in for it, or what the session says anyway. */
export function factsOf(live: Live, session: Session, item: string, invitation?: Invitation): readonly string[] {
  const duty = duties.find((one) => item === `d_${one}`);
  if (duty) return [dutyWords(live, session, invitation, duty)];
  const filled = session.filled[item];
  return filled ? [filled] : known(session, item).filter((fact) => fact !== '');
}

/** Whether the adults have seen to it, or by when they are to, in the words that the young person sees. */
function dutyWords(live: Live, session: Session, invitation: Invitation | undefined, duty: Duty): string {
  const isDone = invitation ? isSeenTo(session, invitation, duty, live.get('ride', rideIdOf(invitation.id))) : isSeenToForAll(session, duty);
  return isDone ? t('checklist:adults.done') : t('checklist:adults.open', { day: formatDay(dutyDue(session, duty)) });
}

function known(session: Session, item: string): readonly string[] {
  switch (item) {
    case 'what':
      return [session.aim];
    case 'room':
      return [session.room];
    case 'place':
      return [session.place, session.link, session.meets, readablePhone(session.phone)];
    case 'fee':
      return [session.fee ? t(session.fee.unit === 'hour' ? 'staff:rate-unit.hour' : 'staff:rate-unit.occasion', { amount: formatMoney(session.fee.cents) }) : t('staff:plan.no-fee')];
    case 'travel':
      return [session.travel];
    case 'food':
      return [session.food];
    default:
      return [];
  }
}
