import { formatDay, formatWhen } from '../../ui/format.ts';
import { Link } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
import { nameOf } from '../names.ts';
import { StaffPage } from '../StaffPage.tsx';
import { waitedWords } from '../waited.ts';
import type { Waiting } from './view.ts';
import { waitingFor } from './view.ts';

export function WaitingScreen() {
  const { engine, now } = useStaff();
  const list = waitingFor(engine.live.value, now.value);
  return (
    <StaffPage heading={t('staff:waiting.heading')} title={t('staff:title.waiting')}>
      {list.length === 0 ? <p>{t('staff:waiting.none')}</p> : null}
      <ul class="rows">
        {list.map((one) => (
          <li key={`${one.kind}-${one.id}`}>
            <Row one={one} />
          </li>
        ))}
      </ul>
      <p>
        <Link class="button" to="/staff/o">
          {t('staff:waiting.all-thoughts')}
        </Link>
      </p>
    </StaffPage>
  );
}

function Row({ one }: { one: Waiting }) {
  const { engine, now } = useStaff();
  const name = one.person === null ? '' : nameOf(engine.live.value, one.person);
  return (
    <Link to={one.to}>
      <span>
        {whatWords(one, name)}
        <small>
          {one.session ? `${one.session.title} · ${formatWhen(one.session.starts)}` : null}
          {one.session ? <br /> : null}
          {one.since === null ? closingWords(one) : t('staff:waiting.since', { time: waitedWords(one.since, now.value) })}
        </small>
      </span>
      <span class="button">{actionWords(one)}</span>
    </Link>
  );
}

function whatWords(one: Waiting, name: string): string {
  switch (one.kind) {
    case 'question':
      return t('staff:waiting.question', { name });
    case 'thought':
      return t('staff:waiting.thought', { name });
    case 'hours':
      return t('staff:waiting.hours');
    case 'hold':
      return t('staff:waiting.hold');
    case 'invitation':
      return t('staff:waiting.invitation');
  }
}

function actionWords(one: Waiting): string {
  switch (one.kind) {
    case 'question':
      return t('staff:waiting.reply');
    case 'hours':
      return t('staff:waiting.confirm');
    case 'thought':
    case 'hold':
    case 'invitation':
      return t('staff:open');
  }
}

const closingWords = (one: Waiting): string => (one.replyBy === null ? t('staff:waiting.no-last-day') : t('staff:waiting.last-day', { day: formatDay(one.replyBy) }));
