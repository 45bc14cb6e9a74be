import { useRef, useState } from 'preact/hooks';
import { formatWhen } from '../../ui/format.ts';
import { Link } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
import { listNames } from '../../ui/list.ts';
import { nameOf } from '../names.ts';
import { rememberAnswers } from '../seen.ts';
import { StaffPage } from '../StaffPage.tsx';
import { UnknownDevices } from '../UnknownDevices.tsx';
import { useLook } from '../use-look.ts';
import { groupsOf } from './groups.ts';
import type { Group } from './groups.ts';
import { Row } from './Row.tsx';
import { timeWords, whatWords } from './row-words.ts';
import { waitingFor } from './view.ts';

/** What waits for the reader, by session and the most urgent on top; below it what is news, once, and what waits for others. */
export function WaitingScreen() {
  const { engine, now } = useStaff();
  // What has been read in this visit stays for as long as it lasts: nothing goes while somebody looks at it.
  const [readBefore] = useState(engine.drafts.all.value);
  const live = engine.live.value;
  const tasks = waitingFor(live, now.value, engine.drafts.all.value, engine.me.by);
  const { news } = groupsOf(waitingFor(live, now.value, readBefore, engine.me.by), now.value);
  const { tasks: groups, older, others } = groupsOf(tasks, now.value);
  return (
    <StaffPage heading={t('staff:waiting.heading')} title={t('staff:title.waiting')}>
      <UnknownDevices />
      {groups.length === 0 && older.length === 0 ? <p>{t('staff:waiting.none')}</p> : null}
      <Groups groups={groups} />
      <News groups={news} />
      {others.length === 0 ? null : (
        <section>
          <h2>{t('staff:waiting.others')}</h2>
          <Lines groups={others} />
        </section>
      )}
      {older.length === 0 ? null : (
        <details class="more">
          <summary>{t('staff:waiting.older')}</summary>
          <Groups groups={older} />
        </details>
      )}
      <p>
        <Link class="button" to="/staff/o">
          {t('staff:waiting.all-thoughts')}
        </Link>
      </p>
    </StaffPage>
  );
}

function Groups({ groups }: { groups: readonly Group[] }) {
  return (
    <>
      {groups.map(({ id, session, rows }) => (
        <section key={id} class="card waits" aria-labelledby={`waits-${id}`}>
          <h2 id={`waits-${id}`}>
            {session ? <bdi>{session.title}</bdi> : t('staff:waiting.no-session')}
            {session ? <small>{formatWhen(session.starts)}</small> : null}
          </h2>
          <ul class="rows">
            {rows.map((one) => (
              <li key={`${one.kind}-${one.id}`}>
                <Row one={one} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

/** Who comes and who does not, one line for each session and answer. */
function News({ groups }: { groups: readonly Group[] }) {
  const { engine } = useStaff();
  const live = engine.live.value;
  const place = useRef<HTMLElement>(null);
  const invitations = groups.flatMap(({ rows }) => rows.flatMap(({ id }) => live.get('invitation', id) ?? []));
  useLook(place, invitations.length > 0, () => rememberAnswers(engine, invitations));
  if (groups.length === 0) return null;
  return (
    <section ref={place}>
      <h2>{t('staff:waiting.news')}</h2>
      <p class="small">{t('staff:waiting.news-what')}</p>
      <ul class="rows">
        {groups.flatMap(({ id, session, rows }) =>
          (['accepted', 'declined'] as const).flatMap((kind) => {
            const names = rows.filter((one) => one.kind === kind).map(({ person }) => nameOf(live, person ?? ''));
            if (names.length === 0) return [];
            const values = { count: names.length, name: listNames(names) };
            return [
              <li key={`${kind}-${id}`}>
                <Link to={`/staff/sessions/${id}`}>
                  <span>
                    {kind === 'accepted' ? t('staff:waiting.accepted', values) : t('staff:waiting.declined', values)}
                    <Where session={session} />
                  </span>
                </Link>
              </li>,
            ];
          }),
        )}
      </ul>
    </section>
  );
}

function Lines({ groups }: { groups: readonly Group[] }) {
  const { engine, now } = useStaff();
  const live = engine.live.value;
  return (
    <ul class="rows">
      {groups.map(({ id, session, rows }) => (
        <li key={id}>
          <Link to={`/staff/sessions/${id}`}>
            <span>
              {rows.map((one) => (
                <span key={one.kind} class="line">
                  {whatWords(one, live)}
                  <small>{timeWords(one, now.value)}</small>
                </span>
              ))}
              <Where session={session} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Where({ session }: Pick<Group, 'session'>) {
  if (!session) return null;
  return (
    <>
      <small dir="auto">{session.title}</small>
      <small>{formatWhen(session.starts)}</small>
    </>
  );
}
