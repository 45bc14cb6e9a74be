import { useState } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { focusHeading } from '../../ui/Page.tsx';
import { isOpenForAnswers } from '../../domain/session-facts.ts';
import { t } from '../../ui/words.ts';
import { problemOf } from '../attempt.ts';
import { useExpert } from '../context.ts';
import { ItemLine } from '../ItemLine.tsx';
import { coordinatorsIn } from '../people.ts';
import { unlessFull } from '../storage-full.ts';
import { answerInvitation, rememberTakingBack } from './actions.ts';
import { Checklist } from './checklist/Checklist.tsx';
import type { Entry } from './view.ts';

/** Before: the facts, one's own choices, and a way out without a reason. */
export function Before({ entry }: { entry: Entry }) {
  const { invitation } = entry;
  return (
    <>
      <Notice tone="ok">
        <p>{t('sessions:coming-along')}</p>
        <ItemLine kind="invitation" id={invitation.id} at={invitation.answered} />
      </Notice>
      <Checklist entry={entry} />
      <CannotCome entry={entry} words={t('sessions:cannot')} />
    </>
  );
}

/**
 * Saying that one is not coming. While the invitation is open, it is said at once and can be taken back by accepting
 * again; after that there is no way back, so the screen says so first.
 */
export function CannotCome({ entry: { session, invitation }, words }: { entry: Entry; words: string }) {
  const expert = useExpert();
  const { engine, now } = expert;
  const [telling, setTelling] = useState(false);
  const [problem, setProblem] = useState<string>();
  if (session.state !== 'planned' || session.ends <= now.value) return null;
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
          <p>{t('sessions:cannot-told', { coordinator: coordinatorsIn(engine.live.value)[0]?.name ?? t('checklist:coordinator') })}</p>
          <div class="buttons">
            <Button onPress={decline}>{t('sessions:cannot-tell')}</Button>
            <Button look="quiet" onPress={() => setTelling(false)}>
              {t('sessions:cannot-not-yet')}
            </Button>
          </div>
        </div>
      ) : (
        <Button onPress={isOpenForAnswers(session, now.value) ? decline : () => setTelling(true)}>{words}</Button>
      )}
      <p class="small">{t('sessions:cannot-fine')}</p>
    </section>
  );
}
