import { formatWhen } from '../../ui/format.ts';
import { Link } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
import { StaffPage } from '../StaffPage.tsx';
import { waitedWords } from '../waited.ts';
import { Duty } from './Duty.tsx';
import { inboxOf } from './view.ts';
import type { Correspondent } from './view.ts';

/** The contact person's one list: the young people who may write to them. */
export function InboxScreen() {
  const { engine } = useStaff();
  const list = inboxOf(engine.live.value, engine.me.by);
  return (
    <StaffPage heading={t('staff:inbox.heading')} title={t('staff:title.messages')}>
      <p>{t('staff:inbox.what')}</p>
      {list.length === 0 ? <p>{t('staff:inbox.none')}</p> : null}
      <ul class="rows">
        {list.map((one) => (
          <li key={one.channel.id}>
            <Link to={`/staff/messages/${one.channel.id}`}>
              <span>
                {one.name || t('staff:somebody')}
                <small>
                  <State one={one} />
                </small>
              </span>
              <span class="button">{t('staff:open')}</span>
            </Link>
          </li>
        ))}
      </ul>
      <Duty />
    </StaffPage>
  );
}

function State({ one }: { one: Correspondent }) {
  const { now } = useStaff();
  const at = one.last?.sent ?? now.value;
  switch (one.state) {
    case 'new':
      return <strong>{t('staff:inbox.new', { when: formatWhen(at) })}</strong>;
    case 'unanswered':
      return <>{t('staff:inbox.unanswered', { time: waitedWords(at, now.value) })}</>;
    case 'answered':
      return <>{t('staff:inbox.answered', { when: formatWhen(at) })}</>;
    case 'quiet':
      return <>{t('staff:inbox.quiet')}</>;
  }
}
