import type { Session } from '../../domain/session.ts';
import { formatMoney, formatTime, formatWhen } from '../../ui/format.ts';
import { lazyPart } from '../../ui/lazy.tsx';
import { Link } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import type { Moment } from './view.ts';

const HowWasIt = lazyPart('section', () => import('./HowWasIt.tsx').then((it) => it.HowWasIt), 'reflection');

/** What matters now, with one thing to do about it. */
export function BigCard({ moment }: { moment: Moment }) {
  if (moment.kind === 'nothing') {
    return (
      <section class="card">
        <p>{t('home:nothing')}</p>
      </section>
    );
  }
  const { session } = moment;
  if (moment.kind === 'after') return <HowWasIt session={session} />;
  const to = `/k/${session.id}`;
  const { title, place } = session;
  const when = formatWhen(session.starts);
  const time = formatTime(session.starts);
  switch (moment.kind) {
    case 'invitation':
      return <Card heading={t('home:invitation', { title })} to={to} action={t('home:see-invitation')} lines={[when, feeWords(session)]} />;
    case 'again':
      return <Card heading={t('home:again')} to={to} action={t('home:see-again')} lines={[title, when]} />;
    case 'before':
      return (
        <Card
          heading={when}
          to={`${to}/1`}
          action={t('home:prepare')}
          lines={[title, place, feeWords(session), moment.choices > 0 ? t('home:choices', { count: moment.choices }) : '']}
        />
      );
    case 'eve':
      return <Card heading={t('home:tomorrow', { time })} to={`${to}/2`} action={t('home:see-day')} lines={[title, place, t('home:kept')]} prepare={moment.choices > 0 && `${to}/1`} />;
    case 'today':
      return <Card heading={t('home:today', { time })} to={`${to}/2`} action={t('home:see-info')} lines={[place, session.meets]} prepare={moment.choices > 0 && `${to}/1`} />;
  }
}

interface CardProps {
  heading: string;
  to: string;
  action: string;
  /** Empty ones are left out. */
  lines: readonly string[];
  /** There may still be something to choose, up to the last hour. */
  prepare?: string | false;
}

function Card({ heading, to, action, lines, prepare }: CardProps) {
  return (
    <section class="card big">
      <h2>{heading}</h2>
      {lines.filter(Boolean).map((line) => (
        <p key={line}>{line}</p>
      ))}
      {prepare ? (
        <p>
          <Link to={prepare}>{t('home:prepare')}</Link>
        </p>
      ) : null}
      <Link to={to} class="button main">
        {action}
      </Link>
    </section>
  );
}

function feeWords({ fee }: Session): string {
  if (!fee) return '';
  const sum = formatMoney(fee.cents);
  return fee.unit === 'hour' ? t('home:before-tax-hour', { sum }) : t('home:before-tax', { sum });
}
