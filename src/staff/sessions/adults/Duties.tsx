import { isFilledIn, isTicked } from '../../../domain/duty-facts.ts';
import type { Invitation } from '../../../domain/invitation.ts';
import { rideIdOf } from '../../../domain/ride-facts.ts';
import type { Session } from '../../../domain/session.ts';
import { dayOf } from '../../../domain/time.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { Link } from '../../../ui/router.tsx';
import { t } from '../../../ui/words.ts';
import { useStaff } from '../../context.ts';
import { dueWords } from '../../due-words.ts';
import { nameOf } from '../../names.ts';
import { comingTo, isAskedAgain, owedIn } from '../../owed.ts';
import type { Owed } from '../../owed.ts';
import { RideCard } from '../rides/RideCard.tsx';
import { DutyForAll } from './DutyForAll.tsx';
import { DutyTicks } from './DutyTicks.tsx';
import { Support } from './Support.tsx';

/** What the adults owe around one session: to all who come, and to each of them. */
export function Duties({ session }: { session: Session }) {
  const { engine, now } = useStaff();
  const live = engine.live.value;
  const owed = owedIn(live, session, now.value);
  const coming = comingTo(live, session.id);
  const forAll = owed.filter(({ invitation }) => invitation === null);
  const hasEnded = session.ends <= now.value;
  if (forAll.length === 0 && coming.length === 0) return null;
  return (
    <section aria-labelledby="duties">
      <h2 tabIndex={-1} id="duties">
        {t('duties:heading')}
      </h2>
      <p class="small">{t('duties:what')}</p>
      {forAll.length === 0 ? null : (
        <section class="card">
          <h3>{t('duties:for-all')}</h3>
          <DutyTicks session={session} label={t('duties:for-all')} owed={forAll.filter(({ duty }) => isTicked(duty, undefined) && !isFilledIn(session, duty))} />
          <GiveLink session={session} owed={forAll.find(({ duty }) => duty === 'link_given')} />
          {forAll.filter(({ duty }) => isFilledIn(session, duty)).map(({ duty }) => (
            <p key={duty}>
              {t(`duties:duty.${duty}`)} <small>{t('duties:filled-in')}</small>
            </p>
          ))}
        </section>
      )}
      <DutyForAll session={session} owed={owed} />
      {coming.map((invitation) => (
        <ForOne key={invitation.id} session={session} invitation={invitation} owed={owed.filter((one) => one.invitation?.id === invitation.id)} hasEnded={hasEnded} />
      ))}
      {coming.length === 0 ? <p>{t('duties:nobody')}</p> : null}
    </section>
  );
}

interface ForOneProps {
  session: Session;
  invitation: Invitation;
  owed: readonly Owed[];
  hasEnded: boolean;
}

function ForOne({ session, invitation, owed, hasEnded }: ForOneProps) {
  const name = nameOf(useStaff().engine.live.value, invitation.person);
  const ride = useStaff().engine.live.value.get('ride', rideIdOf(invitation.id));
  const ticked = owed.filter(({ duty }) => isTicked(duty, ride));
  const support = owed.find(({ duty }) => duty === 'support_named');
  return (
    <section class="card" aria-label={t('duties:for-one', { name })}>
      <h3>{name}</h3>
      {isAskedAgain(session, invitation) ? <Notice tone="wait">{t('duties:again.what', { name })}</Notice> : null}
      <DutyTicks session={session} label={t('duties:for-one', { name })} owed={ticked} />
      {support ? <Support invitation={invitation} name={name} owed={support} /> : null}
      {session.mode === 'remote' || hasEnded || session.state !== 'planned' ? null : <RideCard session={session} invitation={invitation} name={name} />}
    </section>
  );
}

/** The address over the net, until it is told: it can come after the invitations. */
function GiveLink({ session, owed }: { session: Session; owed: Owed | undefined }) {
  const { now } = useStaff();
  if (!owed || owed.isDone) return null;
  return (
    <p>
      {t('duties:link.missing')} <small class={owed.due < dayOf(now.value) ? 'wait' : ''}>{dueWords(owed.due, now.value)}</small>{' '}
      <Link class="button" to={`/staff/sessions/${session.id}/change`}>
        {t('duties:link.give')}
      </Link>
    </p>
  );
}
