import { useEffect, useRef, useState } from 'preact/hooks';
import type { Session } from '../../domain/session.ts';
import { Button } from '../../ui/Button.tsx';
import { formatMoney, formatTime, formatWhen } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { focusHeading } from '../../ui/Page.tsx';
import { Link } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
import { findRate } from '../rates.ts';
import { attempt, problemWords } from '../attempt.ts';
import { isSeen, marksOf, rememberSeen } from '../seen.ts';
import { typeLabels } from '../session-types.ts';
import { StaffPage } from '../StaffPage.tsx';
import { useLook } from '../use-look.ts';
import { cancelSession, holdSession } from './actions.ts';
import { Hours } from './Hours.tsx';
import { Invite } from './Invite.tsx';
import { Invited } from './Invited.tsx';

/** One session: its facts, who is invited and what they said, and after it the hours. */
export function OneSessionScreen({ id }: { id: string }) {
  const { engine, now } = useStaff();
  const session = engine.live.value.get('session', id);
  const marks = marksOf(engine.live.value, id);
  useLook(null, marks.some((mark) => !isSeen(engine.drafts.all.value, id, mark)), () => rememberSeen(engine, id));
  if (!session) {
    return (
      <StaffPage heading={t('staff:nothing-here.heading')} title={t('staff:title.sessions')} back="/staff/sessions">
        <p>{t('staff:nothing-here.what')}</p>
      </StaffPage>
    );
  }
  const hasBegun = session.starts <= now.value;
  return (
    <StaffPage heading={session.title} title={t('staff:title.sessions')} back="/staff/sessions">
      {engine.live.value.isPending('session', id) ? <p class="small wait">{t('staff:pending')}</p> : null}
      <Facts session={session} />
      {session.state === 'cancelled' ? <Notice>{t('staff:session.is-cancelled')}</Notice> : null}
      {session.state === 'held' ? <Notice tone="ok">{t('staff:session.is-held')}</Notice> : null}
      {session.state === 'cancelled' ? null : <Invited session={session} />}
      {session.state === 'planned' && !hasBegun ? <Invite session={session} /> : null}
      {hasBegun && session.state !== 'cancelled' ? <Hours session={session} /> : null}
      {session.state === 'planned' ? <Steps session={session} hasBegun={hasBegun} /> : null}
    </StaffPage>
  );
}

function Facts({ session }: { session: Session }) {
  const rate = session.fee && findRate(session.fee.rate);
  const facts: readonly (readonly [string, string])[] = [
    [t('staff:plan.when'), `${formatWhen(session.starts)}–${formatTime(session.ends)}`],
    [t('staff:session.number'), session.number],
    [t('staff:plan.type'), t(typeLabels[session.type])],
    [t('staff:plan.where'), [session.place, session.link].filter(Boolean).join('\n')],
    [t('staff:plan.room'), session.room],
    [t('staff:plan.organiser'), session.organiser],
    [t('staff:plan.travel'), session.travel],
    [t('staff:plan.fee'), session.fee ? `${formatMoney(session.fee.cents)}${rate ? ` · ${t(rate.label)}` : ''}` : t('staff:plan.no-fee')],
    [t('staff:plan.food'), session.food],
  ];
  return (
    <dl class="facts">
      {facts
        .filter(([, what]) => what !== '')
        .map(([label, what]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{what}</dd>
          </div>
        ))}
    </dl>
  );
}

/** Change, mark held, cancel. Cancelling tells every invited person, so it is asked for in two presses. */
function Steps({ session, hasBegun }: { session: Session; hasBegun: boolean }) {
  const { engine } = useStaff();
  const [isCancelling, setCancelling] = useState(false);
  const [notice, setNotice] = useState('');
  const hasAsked = useRef(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // What was pressed has left the page: on to the question, or back to the button that asks it.
    if (isCancelling) box.current?.querySelector<HTMLElement>('.card')?.focus();
    else if (hasAsked.current) box.current?.querySelector<HTMLElement>('.buttons>button:last-child')?.focus();
    hasAsked.current = isCancelling;
  }, [isCancelling]);
  const step = async (write: typeof holdSession) => {
    const done = await attempt(write(engine, session.id));
    setNotice(done.ok ? '' : problemWords(done.reason));
    if (done.ok) focusHeading();
  };
  return (
    <div ref={box}>
      <h2>{t('staff:session.steps')}</h2>
      {notice ? <Notice tone="problem">{notice}</Notice> : null}
      <div class="buttons">
        <Link class="button" to={`/staff/sessions/${session.id}/change`}>
          {t('staff:session.change')}
        </Link>
        {hasBegun ? <Button onPress={() => step(holdSession)}>{t('staff:session.hold')}</Button> : null}
        {isCancelling ? null : (
          <Button look="quiet" onPress={() => setCancelling(true)}>
            {t('staff:session.cancel')}
          </Button>
        )}
      </div>
      {isCancelling ? (
        <div class="card" tabIndex={-1}>
          <p>{t('staff:session.cancel-what')}</p>
          <div class="buttons">
            <Button onPress={() => step(cancelSession)}>{t('staff:session.cancel-yes')}</Button>
            <Button onPress={() => setCancelling(false)}>{t('staff:session.cancel-no')}</Button>
          </div>
        </div>
      ) : null}
    </div>
  );
}
