import type { Live } from '../../client/state.ts';
import { formatDay, formatWhen } from '../../ui/format.ts';
import { Link } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { callAddress } from '../call-number.ts';
import { useStaff } from '../context.ts';
import { dueWords } from '../due-words.ts';
import { itemWords } from '../item-words.ts';
import { lateWords } from '../late-words.ts';
import { nameOf } from '../names.ts';
import { StaffPage } from '../StaffPage.tsx';
import { UnknownDevices } from '../UnknownDevices.tsx';
import { waitedWords } from '../waited.ts';
import type { Waiting } from './view.ts';
import { waitingFor } from './view.ts';

const shownDuties = 2;

export function WaitingScreen() {
  const { engine, now } = useStaff();
  const list = waitingFor(engine.live.value, now.value, engine.drafts.all.value);
  return (
    <StaffPage heading={t('staff:waiting.heading')} title={t('staff:title.waiting')}>
      <UnknownDevices />
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
  const live = engine.live.value;
  const person = one.person === null ? undefined : live.get('person', one.person);
  const name = one.person === null ? '' : nameOf(live, one.person);
  const time = timeWords(one, now.value);
  const what = (
    <span>
      {whatWords(one, name, live)}
      {one.session ? <small>{`${one.session.title} · ${formatWhen(one.session.starts)}`}</small> : null}
      {time ? <small>{time}</small> : null}
    </span>
  );
  // The one thing to do about somebody who is late is to call them.
  if (one.kind === 'late' && person?.phone) {
    return (
      <div class="row wide">
        {what}
        <a class="button" href={callAddress(person.phone)}>
          {t('duties:late.call', { phone: person.phone })}
        </a>
      </div>
    );
  }
  return (
    <Link to={one.to} class={one.kind === 'ride' ? 'wide' : ''}>
      {what}
      <span class="button">{actionWords(one)}</span>
    </Link>
  );
}

function whatWords(one: Waiting, name: string, live: Live): string {
  const named = (persons: readonly string[] = []): string => persons.map((person) => nameOf(live, person)).join(', ');
  switch (one.kind) {
    case 'late':
      return one.invitation ? lateWords(live, one.invitation) : '';
    case 'ride':
      return t('duties:waiting.ride', { name });
    case 'comment':
      return t('duties:waiting.comment', { name });
    case 'duty':
      return dutyWords(one.owed ?? [], named);
    case 'again':
      return t('duties:waiting.again', { names: named(one.persons) });
    case 'cancelled':
      return t('staff:waiting.cancelled', { name });
    case 'accepted':
      return t('staff:waiting.accepted', { name });
    case 'declined':
      return t('staff:waiting.declined', { name });
    case 'told':
      return t('staff:waiting.told', { name, what: one.items.map((item) => itemWords(live, item)).join(', ') });
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

/** The two that are due first by name, and how many more there are. */
function dutyWords(owed: NonNullable<Waiting['owed']>, named: (persons: readonly string[]) => string): string {
  const words = owed.slice(0, shownDuties).map(({ duty, persons }) => [t(`duties:duty.${duty}`), named(persons)].filter(Boolean).join(': '));
  return [...words, ...(owed.length > shownDuties ? [t('duties:waiting.more', { count: owed.length - shownDuties })] : [])].join(' · ');
}

function actionWords(one: Waiting): string {
  switch (one.kind) {
    case 'question':
      return t('staff:waiting.reply');
    case 'hours':
      return t('staff:waiting.confirm');
    case 'ride':
      return t('duties:ride.make-b');
    case 'comment':
      return t('duties:waiting.read');
    case 'late':
    case 'duty':
    case 'again':
    case 'cancelled':
    case 'accepted':
    case 'declined':
    case 'told':
    case 'thought':
    case 'hold':
    case 'invitation':
      return t('staff:open');
  }
}

/** How long somebody has waited, when an answer came, or until when one can come. */
function timeWords(one: Waiting, now: string): string | null {
  if (one.owed) return dueWords(one.owed[0]?.due ?? '', now);
  if (one.kind === 'late' || one.kind === 'ride' || one.kind === 'hold') return null;
  if (one.kind === 'again') return t('duties:waiting.again-why');
  if (one.since !== null) return t('staff:waiting.since', { time: waitedWords(one.since, now) });
  if (one.at !== null) return t('staff:waiting.answered', { when: formatWhen(one.at) });
  if (one.kind === 'told') return null;
  return one.replyBy === null ? t('staff:waiting.no-last-day') : t('staff:waiting.last-day', { day: formatDay(one.replyBy) });
}
