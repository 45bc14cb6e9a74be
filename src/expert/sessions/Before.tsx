import { useState } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { focusHeading } from '../../ui/Page.tsx';
import { heldFor } from '../../domain/held-for.ts';
import { isOpenForAnswers } from '../../domain/session-facts.ts';
import { t } from '../../ui/words.ts';
import { problemOf } from '../attempt.ts';
import { useExpert } from '../context.ts';
import { coordinatorsIn } from '../people.ts';
import { unlessFull } from '../storage-full.ts';
import { answerInvitation, rememberTakingBack } from './actions.ts';
import { Agreement } from './Agreement.tsx';
import { AddToCalendar } from './calendar/AddToCalendar.tsx';
import { Checklist } from './checklist/Checklist.tsx';
import { Given } from './Given.tsx';
import { useIsCut } from './day/use-way.ts';
import { isHeldNow } from './view.ts';
import type { Entry } from './view.ts';

/** Before: the answer and what was agreed, a way into the phone's calendar, one's own choices, and a way out without a reason. */
export function Before({ entry }: { entry: Entry }) {
  const { session } = entry;
  const isComing = session.state === 'planned' && session.ends > useExpert().now.value;
  return (
    <>
      <Given entry={entry} />
      <Agreement entry={entry} />
      <AddToCalendar sessions={isComing ? [session] : []} />
      <Checklist entry={entry} />
      <CannotCome entry={entry} />
    </>
  );
}

/**
 * Saying that one is not coming. While the invitation is open, it is said at once and can be taken back by accepting
 * again; after that there is no way back, so the screen says so first.
 */
function CannotCome({ entry: { session, invitation, decision } }: { entry: Entry }) {
  const expert = useExpert();
  const { engine, now } = expert;
  const isCut = useIsCut();
  const [telling, setTelling] = useState(false);
  const [problem, setProblem] = useState<string>();
  // While the yes can still be taken back, that is the way.
  if (session.state !== 'planned' || session.ends <= now.value || isHeldNow(engine.live.value, decision, now.value, isCut)) return null;
  const decline = async () => {
    const found = await problemOf(() => answerInvitation(engine, invitation.id, 'declined'));
    setProblem(found);
    if (found) return;
    await unlessFull(() => rememberTakingBack(expert, invitation.id));
    focusHeading();
  };
  return (
    <section class="way-out">
      {problem ? <Notice tone="wait">{problem}</Notice> : null}
      {telling ? (
        <div class="card stack">
          <p>{t(heldFor(session, now.value) === null ? 'sessions:cannot-told' : 'sessions:cannot-told-held', { coordinator: coordinatorsIn(engine.live.value)[0]?.name ?? t('checklist:coordinator') })}</p>
          <div class="buttons">
            <Button onPress={decline}>{t('sessions:cannot-tell')}</Button>
            <Button look="quiet" onPress={() => setTelling(false)}>
              {t('sessions:cannot-not-yet')}
            </Button>
          </div>
        </div>
      ) : (
        <Button onPress={isOpenForAnswers(session, now.value) ? decline : () => setTelling(true)}>{t('sessions:cannot')}</Button>
      )}
      <p class="small">{t('sessions:cannot-fine')}</p>
    </section>
  );
}
