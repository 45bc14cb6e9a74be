import { useState } from 'preact/hooks';
import { dayOf } from '../../../domain/day.ts';
import { heldFor } from '../../../domain/held-for.ts';
import { Button } from '../../../ui/Button.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { focusHeading } from '../../../ui/Page.tsx';
import { t } from '../../../ui/words.ts';
import { problemOf } from '../../attempt.ts';
import { useExpert } from '../../context.ts';
import { unlessFull } from '../../storage-full.ts';
import { answerInvitation, rememberTakingBack } from '../actions.ts';
import type { Entry } from '../view.ts';
import { AboutFee } from './AboutFee.tsx';
import { Reach } from './Reach.tsx';
import { useCoordinator, useIsCut } from './use-way.ts';
import { phoneFor } from './view.ts';

/** "I can't make it" (today, on the day itself): asked once, because near the start it counts at once; never why. */
export function CannotToday({ entry: { session, invitation } }: { entry: Entry }) {
  const expert = useExpert();
  const { engine, now } = expert;
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string>();
  const isCut = useIsCut();
  const coordinator = useCoordinator();
  if (session.state !== 'planned' || session.ends <= now.value) return null;
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
      <AboutFee session={session} />
      {isCut ? (
        <>
          <p>{t('day:offline-first')}</p>
          <Reach phone={phoneFor(engine.live.value, session)} body={t('day:cannot.sms')} />
        </>
      ) : (
        <p>{heldFor(session, now.value) === null ? t('day:cannot.at-once') : t('day:cannot.can-undo')}</p>
      )}
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
