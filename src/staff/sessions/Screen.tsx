import type { Session } from '../../domain/session.ts';
import { dayOf } from '../../domain/time.ts';
import { formatWhen } from '../../ui/format.ts';
import { Link } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
import { numberWords } from '../session-number.ts';
import { StaffPage } from '../StaffPage.tsx';
import { draftKey } from './actions.ts';
import { sessionLists } from './view.ts';

export function SessionsScreen() {
  const { engine, now } = useStaff();
  const { coming, past } = sessionLists(engine.live.value, now.value);
  const hasDraft = engine.drafts.all.value.has(draftKey(undefined));
  return (
    <StaffPage heading={t('staff:sessions.heading')} title={t('staff:title.sessions')}>
      <p>
        <Link class="button main" to="/staff/sessions/new">
          {hasDraft ? t('staff:sessions.go-on') : t('staff:sessions.new')}
        </Link>
      </p>
      <h2>{t('staff:sessions.coming')}</h2>
      {coming.length === 0 ? <p>{t('staff:sessions.none')}</p> : <Rows sessions={coming} />}
      {past.length === 0 ? null : (
        <>
          <h2>{t('staff:sessions.past')}</h2>
          <Rows sessions={past} />
        </>
      )}
    </StaffPage>
  );
}

function Rows({ sessions }: { sessions: readonly Session[] }) {
  const live = useStaff().engine.live.value;
  return (
    <ul class="rows">
      {sessions.map((session) => (
        <li key={session.id}>
          <Link to={`/staff/sessions/${session.id}`}>
            <span>
              {session.state === 'cancelled' ? <s>{session.title}</s> : <bdi>{session.title}</bdi>}
              <small>
                {formatWhen(session.starts)}, {numberWords(live, { number: session.number, session: session.id, day: dayOf(session.starts) })}
              </small>
            </span>
            {session.state === 'cancelled' ? <span class="state">{t('staff:sessions.cancelled')}</span> : null}
          </Link>
        </li>
      ))}
    </ul>
  );
}
