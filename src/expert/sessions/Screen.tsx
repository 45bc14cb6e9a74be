import { useState } from 'preact/hooks';
import { isOpenForAnswers } from '../../domain/session-facts.ts';
import { Button } from '../../ui/Button.tsx';
import { formatDay, formatWhen } from '../../ui/format.ts';
import { Page } from '../../ui/Page.tsx';
import { Link } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { openChoices } from '../choices.ts';
import { useExpert } from '../context.ts';
import { didTakeBack } from './actions.ts';
import { AddToCalendar } from './calendar/AddToCalendar.tsx';
import { calendarView, canComment } from './view.ts';
import type { Entry } from './view.ts';
import { feeSum, pastFee, whereWords } from './words.ts';

/** So many past sessions are drawn at once: an old phone feels two hundred of them. */
const SHOWN = 10;

/** Invitations, what is coming, and what has been. */
export function CalendarScreen() {
  const expert = useExpert();
  const { engine, now } = expert;
  const live = engine.live.value;
  const [shown, setShown] = useState(SHOWN);
  const { invitations, coming, past } = calendarView(live, engine.me.by, now.value);
  return (
    <Page heading={t('sessions:calendar')} title={t('sessions:calendar')}>
      <section>
        <h2>{t('sessions:invitations')}</h2>
        {invitations.length === 0 ? <p>{t('sessions:no-invitations')}</p> : null}
        <Rows entries={invitations} small={(entry) => invitationWords(entry, now.value, didTakeBack(expert, entry.invitation.id))} sum />
      </section>
      <section>
        <h2>{t('sessions:coming')}</h2>
        {coming.length === 0 ? <p>{t('sessions:no-coming')}</p> : null}
        <Rows
          entries={coming}
          small={({ session, invitation }) => {
            if (session.state === 'cancelled') return t('sessions:cancelled');
            const count = openChoices(live, session, invitation);
            return [session.part ? t('sessions:series', { number: session.part.number, of: session.part.of }) : '', whereWords(session), count > 0 ? t('sessions:choices', { count }) : ''].filter(Boolean).join(', ');
          }}
          sum
        />
      </section>
      <section>
        <h2>{t('sessions:past')}</h2>
        {past.length === 0 ? <p>{t('sessions:no-past')}</p> : null}
        <Rows entries={past.slice(0, shown)} small={({ session, fee }) => (session.state === 'cancelled' ? t('sessions:cancelled') : fee ? pastFee(fee) : '')} />
        {past.length > shown ? <Button onPress={() => setShown(shown + SHOWN)}>{t('sessions:show-more')}</Button> : null}
      </section>
      <AddToCalendar sessions={coming.flatMap(({ session }) => (session.state === 'held' ? [] : [session]))} />
    </Page>
  );
}

function invitationWords({ session, stand }: Entry, now: string, tookBack: boolean): string {
  if (session.state === 'cancelled') return t('sessions:cancelled');
  switch (stand) {
    case 'asked-again':
      return t('sessions:again.title');
    case 'withdrawn':
      return t('sessions:given-on-short');
    case 'declined':
      if (!isOpenForAnswers(session, now)) return t(canComment(session, now) ? 'sessions:comment.short' : 'sessions:not-coming-short');
      return t(tookBack ? 'sessions:took-back-short' : 'sessions:declined-short');
    case 'open':
    case 'accepted':
      if (!isOpenForAnswers(session, now)) return t('sessions:closed-short');
      return session.replyBy === null ? '' : t('sessions:reply-by', { day: formatDay(session.replyBy) });
  }
}

/** A sum beside what is off, or went to somebody else, would look like one that comes. */
const paysFor = ({ session, stand }: Entry): boolean => session.state !== 'cancelled' && stand !== 'declined' && stand !== 'withdrawn';

interface RowsProps {
  entries: readonly Entry[];
  small: (entry: Entry) => string;
  sum?: boolean;
}

function Rows({ entries, small, sum = false }: RowsProps) {
  if (entries.length === 0) return null;
  return (
    <ul class="rows">
      {entries.map((entry) => (
        <li key={entry.invitation.id}>
          <Link class="goes" to={`/k/${entry.session.id}`}>
            <span>
              {formatWhen(entry.session.starts)}, {entry.session.state === 'cancelled' ? <s>{entry.session.title}</s> : <bdi>{entry.session.title}</bdi>}
              {sum && entry.session.fee && paysFor(entry) ? <small>{feeSum(entry.session)}</small> : null}
              <small>{small(entry)}</small>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
