import type { Invitation } from '../../domain/invitation.ts';
import type { Session } from '../../domain/session.ts';
import { isOver } from '../../domain/tidy.ts';
import { formatDay } from '../../ui/format.ts';
import { Link } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
import { isAskedAgain } from '../owed.ts';
import { Told } from './Told.tsx';
import { invitedTo } from './view.ts';

const labels: Readonly<Record<Invitation['state'], string>> = {
  open: 'staff:invited.open',
  accepted: 'staff:invited.accepted',
  declined: 'staff:invited.declined',
  withdrawn: 'staff:invited.withdrawn',
};

const stateWords = (session: Session, invitation: Invitation): string =>
  isAskedAgain(session, invitation) ? 'duties:again.short' : session.state === 'cancelled' && invitation.state === 'accepted' ? 'staff:invited.was-coming' : labels[invitation.state];

/** Each person's own answer, without a reason, a count or a score, and what they chose to tell. */
export function Invited({ session }: { session: Session }) {
  const { engine, now } = useStaff();
  const live = engine.live.value;
  const list = invitedTo(live, session.id);
  const isComing = session.state === 'planned' && session.starts > now.value;
  const hasKitchen = session.state !== 'cancelled' && session.mode !== 'remote' && !isOver(session, now.value) && list.some(({ invitation }) => invitation.state === 'accepted');
  return (
    <>
      <h2 tabIndex={-1} id="invited">
        {t('staff:invited.heading')}
      </h2>
      {list.length === 0 ? <p>{t('staff:invited.none')}</p> : null}
      {session.replyBy && isComing ? <p class="small">{t('staff:waiting.last-day', { day: formatDay(session.replyBy) })}</p> : null}
      {isComing && list.some(({ invitation }) => invitation.state === 'open') ? <p class="small">{t('staff:invited.held')}</p> : null}
      <ul class="rows">
        {list.map(({ invitation, person }) => (
          <li key={invitation.id}>
            <p class="row">
              <span>
                {person?.name || t('staff:somebody')}
                {invitation.state === 'accepted' && invitation.withdrawn ? <small>{t('staff:invited.accepted-first')}</small> : null}
              </span>
              <span class="small">{live.isPending('invitation', invitation.id) ? t('staff:pending') : t(stateWords(session, invitation))}</span>
            </p>
            {invitation.state === 'declined' || invitation.state === 'withdrawn' ? null : <Told invitation={invitation} name={person?.name || t('staff:somebody')} />}
          </li>
        ))}
      </ul>
      {hasKitchen ? (
        <p>
          <Link class="button" to={`/staff/sessions/${session.id}/kitchen`}>
            {t('staff:kitchen.heading')}
          </Link>
        </p>
      ) : null}
    </>
  );
}
