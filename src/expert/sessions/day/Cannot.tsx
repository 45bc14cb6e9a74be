import { useState } from 'preact/hooks';
import { dayOf } from '../../../domain/day.ts';
import { heldFor } from '../../../domain/held-for.ts';
import { isOpenForAnswers } from '../../../domain/session-facts.ts';
import { Button } from '../../../ui/Button.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { focusHeading } from '../../../ui/Page.tsx';
import { t } from '../../../ui/words.ts';
import { problemOf } from '../../attempt.ts';
import { useExpert } from '../../context.ts';
import { unlessFull } from '../../storage-full.ts';
import { answerInvitation, rememberTakingBack } from '../actions.ts';
import { isHeldNow } from '../view.ts';
import type { Entry } from '../view.ts';
import { AboutFee } from './AboutFee.tsx';
import { OfflineFirst } from './Reach.tsx';
import { useCoordinator, useIsCut } from './use-way.ts';
import { phoneFor } from './view.ts';

/**
 * "I can't make it", on the day and before it: asked once, never why. What becomes of the fee, when it is known and whether
 * there is a way back stand there before one decides.
 */
export function Cannot({ entry: { session, invitation, decision } }: { entry: Entry }) {
  const expert = useExpert();
  const { engine, now } = expert;
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string>();
  const isCut = useIsCut();
  const coordinator = useCoordinator(session.id);
  // While a yes can still be taken back, that is the way.
  if (session.state !== 'planned' || session.ends <= now.value || isHeldNow(engine.live.value, decision, now.value, isCut)) return null;
  const tell = async () => {
    const found = await problemOf(() => answerInvitation(engine, invitation.id, 'declined'));
    setProblem(found);
    if (found) return;
    await unlessFull(() => rememberTakingBack(expert, invitation.id));
    focusHeading();
  };
  if (!isAsking) {
    return (
      <>
        <Button onPress={() => setAsking(true)}>{t(dayOf(session.starts) <= dayOf(now.value) ? 'sessions:cannot-today' : 'sessions:cannot')}</Button>
        <p class="small">{t('sessions:cannot-fine')}</p>
      </>
    );
  }
  return (
    <div class="card stack">
      <h3>{t('day:cannot.ask')}</h3>
      <p>{t('day:cannot.who', { coordinator })}</p>
      <p>{t('day:cannot.well')}</p>
      <AboutFee session={session} />
      {isCut ? <OfflineFirst session={session} body={t('day:cannot.sms')} /> : <p>{heldFor(session, now.value) === null ? t('day:cannot.at-once') : t('day:cannot.can-undo')}</p>}
      {isOpenForAnswers(session, now.value) ? null : <p>{t(phoneFor(engine.live.value, session) ? 'day:cannot.too-late' : 'day:cannot.too-late-ask')}</p>}
      {problem ? <Notice tone="wait">{problem}</Notice> : null}
      <div class="buttons">
        <Button onPress={tell}>{t('sessions:cannot-tell')}</Button>
        <Button look="quiet" onPress={() => setAsking(false)}>
          {t('sessions:cannot-not-yet')}
        </Button>
      </div>
    </div>
  );
}
