import { useEffect, useRef, useState } from 'preact/hooks';
import type { Invitation } from '../../../domain/invitation.ts';
import { needsPlanB, rideIdOf } from '../../../domain/ride-facts.ts';
import type { Ride } from '../../../domain/ride.ts';
import type { Session } from '../../../domain/session.ts';
import { Button } from '../../../ui/Button.tsx';
import { formatTime } from '../../../ui/format.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { t } from '../../../ui/words.ts';
import { useStaff } from '../../context.ts';
import { rideBKey, ridePlanKey } from './actions.ts';
import { PlanB } from './PlanB.tsx';
import { RideForm } from './RideForm.tsx';
import { RideLink } from './RideLink.tsx';
import { standsOf } from './view.ts';

interface RideCardProps {
  session: Session;
  invitation: Invitation;
  name: string;
}

/** The ride of one person: plan it, ask an adult by a link, see what they said, and see to it otherwise. */
export function RideCard({ session, invitation, name }: RideCardProps) {
  const { engine, now } = useStaff();
  const ride = engine.live.value.get('ride', rideIdOf(invitation.id));
  const { drafts } = engine;
  // What was begun stands open.
  const [open, setOpen] = useState<'plan' | 'plan-b' | null>(drafts.get(ridePlanKey(invitation.id)) !== undefined ? 'plan' : ride && drafts.get(rideBKey(ride.id)) !== undefined ? 'plan-b' : null);
  const heading = useRef<HTMLHeadingElement>(null);
  const hasOpened = useRef(false);
  useEffect(() => {
    // The form has left the page: back to what it was about.
    if (open === null && hasOpened.current) heading.current?.focus();
    hasOpened.current = open !== null;
  }, [open]);
  const close = () => setOpen(null);
  const isComing = session.starts > now.value;
  if (!ride && !isComing) return null;
  return (
    <div>
      <h3 tabIndex={-1} id={rideIdOf(invitation.id)} ref={heading}>
        {t('duties:ride.heading')}
      </h3>
      {ride ? <Stands ride={ride} session={session} now={now.value} /> : <p class="small">{t('duties:ride.what')}</p>}
      {open === 'plan' ? <RideForm session={session} invitation={invitation.id} ride={ride} onClose={close} /> : null}
      {open === 'plan-b' && ride ? <PlanB ride={ride} name={name} onClose={close} /> : null}
      {open === null && isComing ? (
        <div class="stack">
          {ride && mayAsk(ride, session, now.value) ? <RideLink key={`${ride.from} ${ride.leaves} ${ride.back}`} ride={ride} /> : null}
          <div class="buttons">
            {ride ? <Button onPress={() => setOpen('plan-b')}>{t(ride.state === 'plan-b' ? 'duties:ride.change-b' : 'duties:ride.make-b')}</Button> : null}
            <Button onPress={() => setOpen('plan')}>{t(ride ? 'duties:ride.change' : 'duties:ride.plan')}</Button>
          </div>
        </div>
      ) : null}
    </div>
  );
}

/** A link asks about this very time and place, until the ride leaves; what was promised is not asked about again. */
const mayAsk = (ride: Ride, session: Session, now: string): boolean =>
  ride.leaves > now && ['wanted', 'asked', 'refused'].includes(standsOf(ride, session));

function Stands({ ride, session, now }: { ride: Ride; session: Session; now: string }) {
  const stands = standsOf(ride, session);
  const isSure = stands === 'promised' || stands === 'plan-b';
  const values = { adult: ride.adult ?? '', plan: ride.planB ?? '' };
  const label = { wanted: 'duties:ride.wanted', asked: 'duties:ride.asked', promised: 'duties:ride.promised', refused: ride.adult ? 'duties:ride.refused' : 'duties:ride.refused-nobody', 'plan-b': 'duties:ride.plan-b', moved: 'duties:ride.moved' }[stands];
  return (
    <>
      {stands === 'moved' || stands === 'plan-b' ? null : <p>{t('duties:ride.times', { from: ride.from, leaves: formatTime(ride.leaves), back: formatTime(ride.back) })}</p>}
      <Notice tone={isSure ? 'ok' : 'wait'}>
        <p>{t(label, values)}</p>
        {needsPlanB(ride, session, now) ? <p>{t('duties:ride.soon')}</p> : null}
      </Notice>
    </>
  );
}
