import type { Live } from '../../client/state.ts';
import type { Reflection } from '../../domain/reflection.ts';
import { formatWhen } from '../../ui/format.ts';
import { Link } from '../../ui/router.tsx';
import { isolate } from '../../ui/isolate.ts';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
import { nameOf } from '../names.ts';
import { StaffPage } from '../StaffPage.tsx';
import { thoughtsIn } from './view.ts';

/** Everything that young people have sent to the coordinators. */
export function ThoughtsScreen() {
  const live = useStaff().engine.live.value;
  const list = thoughtsIn(live);
  return (
    <StaffPage heading={t('staff:thoughts.heading')} title={t('staff:title.thoughts')} back="/staff/waiting">
      {list.length === 0 ? <p>{t('staff:thoughts.none')}</p> : null}
      <ul class="rows">
        {list.map((one) => (
          <li key={one.id}>
            {one.state === 'withdrawn' ? (
              <p class="row">{t('staff:thoughts.withdrawn', { name: nameOf(live, one.person) })}</p>
            ) : (
              <Link to={`/staff/o/${one.id}`}>
                <span>
                  {t('staff:thoughts.from', { name: nameOf(live, one.person) })}
                  <small>{aboutWords(live, one)}</small>
                  <small>{t('staff:thoughts.sent', { when: formatWhen(one.sent) })}</small>
                </span>
                <span class="small">{one.state === 'sent' ? t('staff:thoughts.new') : t('staff:thoughts.seen')}</span>
              </Link>
            )}
          </li>
        ))}
      </ul>
    </StaffPage>
  );
}

function aboutWords(live: Live, thought: Reflection): string {
  const session = thought.session === null ? undefined : live.get('session', thought.session);
  return session ? `${isolate(session.title)}, ${formatWhen(session.starts)}` : t('staff:thoughts.no-session');
}
