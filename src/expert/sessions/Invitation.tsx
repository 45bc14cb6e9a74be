import { useRef } from 'preact/hooks';
import { isOpenForAnswers } from '../../domain/session-facts.ts';
import type { Session } from '../../domain/session.ts';
import { Button } from '../../ui/Button.tsx';
import { formatDay } from '../../ui/format.ts';
import { lazyPart } from '../../ui/lazy.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { didTakeBack } from './actions.ts';
import { Answers } from './Answers.tsx';
import { AskFirst, Asking, isAhead } from './Asking.tsx';
import { Reach } from './day/Reach.tsx';
import { phoneFor } from './day/view.ts';
import { AddToCalendar } from './calendar/AddToCalendar.tsx';
import { Facts } from './Facts.tsx';
import { Gets } from './Gets.tsx';
import { Given } from './Given.tsx';
import { invitationFacts } from './term-words.ts';
import type { Told } from './term-words.ts';
import type { Entry } from './view.ts';
import { isolate } from '../../ui/isolate.ts';

// Seldom asked for, and the page of a session is the largest that there is.
const CommentInstead = lazyPart('section', () => import('./comment/CommentInstead.tsx').then((it) => it.CommentInstead));

/** An invitation: everything one must know before saying yes, and three answers that are all just as fine. */
export function Invitation({ entry }: { entry: Entry }) {
  const { session, invitation, stand } = entry;
  const expert = useExpert();
  const { now, engine } = expert;
  const answers = useRef<HTMLDivElement>(null);
  const isOpen = isOpenForAnswers(session, now.value);
  const isLeaving = engine.pending.value.some((op) => !op.settled && op.name === 'invitation/undo' && op.lane === `invitation/${invitation.id}`);
  const facts = [...invitationFacts(session), ...series(session), ...net(session)];
  const toAnswers = () => {
    answers.current?.scrollIntoView({ block: 'center' });
    answers.current?.focus({ preventScroll: true });
  };
  if (stand === 'withdrawn') {
    return (
      <>
        <Notice>{t('sessions:given-on')}</Notice>
        <Asking entry={entry} />
      </>
    );
  }
  return (
    <>
      {stand === 'declined' ? (
        <>
          <Given entry={entry} />
          {session.comment ? <CommentInstead entry={entry} /> : null}
          <AddToCalendar sessions={isAhead(session, now.value) && didTakeBack(expert, invitation.id) ? [session] : []} isOff />
        </>
      ) : null}
      {stand === 'declined' && !isOpen && isAhead(session, now.value) ? <CallInstead session={session} /> : null}
      {stand === 'open' && isLeaving ? <p class="small wait">{t('sessions:undo-waiting')}</p> : null}
      {stand === 'open' && !isOpen ? <Notice>{t(isAhead(session, now.value) ? 'sessions:closed' : 'sessions:over')}</Notice> : null}
      {stand === 'declined' ? (
        // A no is no question any more: what there was to know lies behind one tap.
        <details class="more">
          <summary>{t('sessions:read-again')}</summary>
          <Gets session={session} />
          <Facts facts={facts} />
        </details>
      ) : (
        <>
          <Gets session={session} />
          {isOpen ? (
            <Button look="quiet" onPress={toAnswers}>
              {t('sessions:to-answers')}
            </Button>
          ) : null}
          <Facts facts={facts} />
        </>
      )}
      {isOpen ? (
        <>
          {session.replyBy === null || stand === 'declined' ? null : <p>{t('sessions:reply-by', { day: formatDay(session.replyBy) })}</p>}
          <Answers entry={entry} place={answers} />
        </>
      ) : (
        <>
          <AskFirst entry={entry} />
          <Asking entry={entry} />
        </>
      )}
    </>
  );
}

/** The page takes no yes any more. Whoever leads the session may. */
function CallInstead({ session }: { session: Session }) {
  const phone = phoneFor(useExpert().engine.live.value, session);
  return (
    <>
      <p>{t(phone ? 'sessions:call-instead' : 'sessions:ask-instead')}</p>
      <Reach phone={phone} />
    </>
  );
}

const series = ({ part }: Session): readonly Told[] =>
  part ? [{ name: t('sessions:fact.series'), lines: [{ text: [t('sessions:series', { number: part.number, of: part.of }), isolate(part.theme)].filter(Boolean).join(': ') }] }] : [];

const net = ({ mode, link }: Session): readonly Told[] => (mode === 'room' ? [] : [{ name: t('sessions:fact.link'), lines: [{ text: link ? t('sessions:link-there') : t('sessions:link-later') }] }]);
