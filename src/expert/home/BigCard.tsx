import type { ComponentChildren } from 'preact';
import type { Session } from '../../domain/session.ts';
import { Button } from '../../ui/Button.tsx';
import { formatMoney, formatTime, formatWhen } from '../../ui/format.ts';
import { Link } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { beginReflection, notNow } from './actions.ts';
import type { How } from './actions.ts';
import type { Moment } from './view.ts';

/** What matters now, with one thing to do about it. */
export function BigCard({ moment }: { moment: Moment }) {
  switch (moment.kind) {
    case 'nothing':
      return (
        <section class="card">
          <p>{t('home:nothing')}</p>
        </section>
      );
    case 'invitation':
      return (
        <Card heading={t('home:invitation', { title: moment.session.title })} to={`/k/${moment.session.id}`} action={t('home:see-invitation')}>
          <p>{formatWhen(moment.session.starts)}</p>
          <Fee session={moment.session} />
        </Card>
      );
    case 'before':
      return (
        <Card heading={formatWhen(moment.session.starts)} to={`/k/${moment.session.id}/1`} action={t('home:prepare')}>
          <p>{moment.session.title}</p>
          <p>{moment.session.place}</p>
          <Fee session={moment.session} />
          {moment.choices > 0 ? <p>{t('home:choices', { count: moment.choices })}</p> : null}
        </Card>
      );
    case 'eve':
      return (
        <Card heading={t('home:tomorrow', { time: formatTime(moment.session.starts) })} to={`/k/${moment.session.id}/2`} action={t('home:see-day')}>
          <p>{moment.session.title}</p>
          <p>{moment.session.place}</p>
          <p>{t('home:kept')}</p>
          <Prepare moment={moment} />
        </Card>
      );
    case 'today':
      return (
        <Card heading={t('home:today', { time: formatTime(moment.session.starts) })} to={`/k/${moment.session.id}/2`} action={t('home:see-info')}>
          <p>{moment.session.place}</p>
          <p>{moment.session.meets}</p>
          <Prepare moment={moment} />
        </Card>
      );
    case 'after':
      return <HowWasIt session={moment.session} />;
  }
}

interface CardProps {
  heading: string;
  to: string;
  action: string;
  children: ComponentChildren;
}

function Card({ heading, to, action, children }: CardProps) {
  return (
    <section class="card big">
      <h2>{heading}</h2>
      {children}
      <Link to={to} class="button main">
        {action}
      </Link>
    </section>
  );
}

/** There may still be something to choose, up to the last hour. */
function Prepare({ moment }: { moment: { session: Session; choices: number } }) {
  if (moment.choices === 0) return null;
  return (
    <p>
      <Link to={`/k/${moment.session.id}/1`}>{t('home:prepare')}</Link>
    </p>
  );
}

function Fee({ session }: { session: Session }) {
  if (!session.fee) return null;
  const sum = formatMoney(session.fee.cents);
  return <p>{session.fee.unit === 'hour' ? t('home:before-tax-hour', { sum }) : t('home:before-tax', { sum })}</p>;
}

const answers: readonly { how: How; words: string }[] = [
  { how: 'well', words: 'home:how.well' },
  { how: 'ok', words: 'home:how.ok' },
  { how: 'both', words: 'home:how.both' },
  { how: 'heavy', words: 'home:how.heavy' },
  { how: 'unsure', words: 'home:how.unsure' },
];

function HowWasIt({ session }: { session: Session }) {
  const { drafts } = useExpert().engine;
  return (
    <section class="card big">
      <h2>{t('home:how.ask')}</h2>
      <p>{session.title}</p>
      <p class="small">{t('home:how.private')}</p>
      <div class="buttons down">
        {answers.map(({ how, words }) => (
          <Button key={how} onPress={() => beginReflection(drafts, session.id, how)}>
            {t(words)}
          </Button>
        ))}
        <Button look="quiet" onPress={() => notNow(drafts, session.id)}>
          {t('home:how.not-now')}
        </Button>
      </div>
    </section>
  );
}
