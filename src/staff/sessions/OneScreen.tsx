import { isolate } from '../../ui/isolate.ts';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
import { isSeen, marksOf, rememberSeen } from '../seen.ts';
import { StaffPage } from '../StaffPage.tsx';
import { useLook } from '../use-look.ts';
import { whenWords } from '../when-words.ts';
import { Duties } from './adults/Duties.tsx';
import { Late } from './adults/Late.tsx';
import { Again } from './Again.tsx';
import { Cancelled } from './Cancel.tsx';
import { Comments } from './Comments.tsx';
import { Facts } from './Facts.tsx';
import { hasHours, Held } from './Held.tsx';
import { Hours } from './Hours.tsx';
import { Invite } from './Invite.tsx';
import { Invited } from './Invited.tsx';
import { CallOff } from './rides/CallOff.tsx';
import { Missing } from './rides/Missing.tsx';
import { Steps } from './Steps.tsx';
import { Withdraw } from './Withdraw.tsx';

/** One session: its facts, who is invited and what they said, and after it the hours. */
export function OneSessionScreen({ id }: { id: string }) {
  const { engine, now } = useStaff();
  const live = engine.live.value;
  const session = live.get('session', id);
  const marks = marksOf(live, id);
  useLook(null, marks.some((mark) => !isSeen(engine.drafts.all.value, id, mark)), () => rememberSeen(engine, id));
  if (!session) {
    return (
      <StaffPage heading={t('staff:nothing-here.heading')} title={t('staff:title.sessions')} back="/staff/sessions">
        <p>{t('staff:nothing-here.what')}</p>
      </StaffPage>
    );
  }
  const hasBegun = session.starts <= now.value;
  const isComing = session.state === 'planned' && !hasBegun;
  return (
    <StaffPage heading={session.title} title={t('staff:title.sessions')} back="/staff/sessions">
      {live.isPending('session', id) ? <p class="small wait">{t('staff:pending')}</p> : null}
      <p>{[whenWords(session), isolate(session.place)].filter(Boolean).join(', ')}</p>
      {session.state === 'cancelled' ? <Cancelled session={session} /> : null}
      {session.state === 'held' ? <Held session={session} /> : null}
      <Late session={session} />
      <CallOff session={session} />
      <Missing session={session} />
      <Invited session={session} />
      {isComing ? <Withdraw session={session} /> : null}
      {isComing ? <Invite session={session} /> : null}
      {session.state === 'cancelled' ? null : <Duties session={session} />}
      <Comments session={session.id} />
      {session.state !== 'planned' || hasBegun || hasHours(live, id) ? <Hours session={session} /> : null}
      <Facts session={session} />
      {session.state === 'planned' ? <Steps session={session} hasBegun={hasBegun} /> : null}
      <Again session={session} />
    </StaffPage>
  );
}
