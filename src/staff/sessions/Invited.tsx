import type { Invitation } from '../../domain/invitation.ts';
import type { Session } from '../../domain/session.ts';
import { isOver } from '../../domain/tidy.ts';
import { formatDay } from '../../ui/format.ts';
import { Link } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
import { isAskedAgain } from '../owed.ts';
import { sameTime } from './same-time.ts';
import { Told } from './Told.tsx';
import { invitedTo } from './view.ts';
import type { Invited as Row } from './view.ts';

const before: Readonly<Record<Invitation['state'], string>> = {
  open: 'staff:invited.open',
  accepted: 'staff:invited.accepted',
  declined: 'staff:invited.declined',
  withdrawn: 'staff:invited.withdrawn',
};

const afterwards: typeof before = { ...before, open: 'staff:invited.no-answer', accepted: 'staff:invited.was-coming', declined: 'staff:invited.did-not-come' };

/** An answer in words that are true at this moment. That somebody was there is known once their hours are confirmed. */
function stateWords(session: Session, { invitation, fee }: Row, now: string): string {
  if (session.state === 'planned' && session.ends > now) return isAskedAgain(session, invitation) ? 'duties:again.short' : before[invitation.state];
  const wasThere = session.state !== 'cancelled' && invitation.state === 'accepted' && (fee?.minutes ?? 0) > 0;
  return wasThere ? 'staff:invited.was-there' : afterwards[invitation.state];
}

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
        {list.map((row) => (
          <li key={row.invitation.id}>
            <One session={session} row={row} />
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

function One({ session, row }: { session: Session; row: Row }) {
  const { engine, now } = useStaff();
  const { invitation, person } = row;
  const name = person?.name || t('staff:somebody');
  return (
    <>
      <p class="row">
        <span>
          <bdi>{name}</bdi>
          {session.state === 'planned' && session.ends > now.value && (invitation.state === 'open' || invitation.state === 'accepted') ? <small>{sameTime(engine.live.value, session, invitation.person).help}</small> : null}
          {invitation.state === 'accepted' && invitation.withdrawn ? <small>{t('staff:invited.accepted-first')}</small> : null}
        </span>
        <span class="small">{t(engine.live.value.isPending('invitation', invitation.id) ? 'staff:pending' : stateWords(session, row, now.value))}</span>
      </p>
      {invitation.state === 'declined' || invitation.state === 'withdrawn' ? null : <Told invitation={invitation} name={name} />}
    </>
  );
}
