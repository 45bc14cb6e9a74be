import { useState } from 'preact/hooks';
import { decisionIdOf } from '../../../domain/decision-facts.ts';
import { isOpenForAnswers } from '../../../domain/session-facts.ts';
import { Button } from '../../../ui/Button.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { focusHeading } from '../../../ui/Page.tsx';
import { t } from '../../../ui/words.ts';
import { problemOf } from '../../attempt.ts';
import { useExpert } from '../../context.ts';
import { isHeldNow } from '../view.ts';
import type { Entry } from '../view.ts';
import { comeAfterAll } from './actions.ts';
import { AboutFee } from './AboutFee.tsx';
import { useIsCut } from './use-way.ts';
import { phoneFor } from './view.ts';
import { WayLine } from './WayLine.tsx';

/** After "I can't make it today": whether it has gone and whom to call, that it is fine, and the way back while there is one. */
export function NotToday({ entry: { session, invitation } }: { entry: Entry }) {
  const expert = useExpert();
  const { engine, now } = expert;
  const live = engine.live.value;
  const [problem, setProblem] = useState<string>();
  const decision = live.get('decision', decisionIdOf(invitation.id));
  const isCut = useIsCut();
  const isHeld = decision?.answer === 'declined' && isHeldNow(live, decision, now.value, isCut);
  const phone = phoneFor(live, session);
  const comeBack = async () => {
    const found = await problemOf(() => comeAfterAll(expert, invitation.id));
    setProblem(found);
    if (!found) focusHeading();
  };
  return (
    <div class="stack">
      <WayLine invitation={invitation.id} at={isHeld ? decision.at : invitation.answered} until={isHeld ? decision.until : null} phone={phone} body={t('day:cannot.sms')} here={t('day:cannot.here')}>
        <p>{t('day:cannot.said')}</p>
        <p>{t('day:cannot.kind')}</p>
      </WayLine>
      <p>{t('day:cannot.well')}</p>
      <AboutFee session={session} />
      {problem ? <Notice tone="wait">{problem}</Notice> : null}
      {isHeld || isOpenForAnswers(session, now.value) ? <Button onPress={comeBack}>{t('day:cannot.back')}</Button> : <p>{t(phone ? 'day:cannot.too-late' : 'day:cannot.too-late-ask')}</p>}
    </div>
  );
}
