import { useState } from 'preact/hooks';
import type { Live } from '../../client/state.ts';
import { areHoursOpen } from '../../domain/fee-facts.ts';
import type { Session } from '../../domain/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { focusHeading } from '../../ui/Page.tsx';
import { t } from '../../ui/words.ts';
import { attempt, problemWords } from '../attempt.ts';
import { useStaff } from '../context.ts';
import { reopenSession } from './actions.ts';

/** Hours of this session are confirmed, and can still be put right. */
export const hasHours = (live: Live, session: string): boolean => live.all('fee').some((fee) => fee.session === session && areHoursOpen(fee));

/** It was held; by mistake, it is planned again, as long as nobody's hours are confirmed. */
export function Held({ session }: { session: Session }) {
  const { engine } = useStaff();
  const [problem, setProblem] = useState('');
  const isUsed = engine.live.value.all('fee').some((fee) => fee.session === session.id && fee.state !== 'planned' && fee.state !== 'held');
  const reopen = async () => {
    const done = await attempt(reopenSession(engine, session.id));
    setProblem(done.ok ? '' : problemWords(done.reason));
    if (done.ok) focusHeading();
  };
  return (
    <>
      <Notice tone="ok">{t('staff:session.is-held')}</Notice>
      {problem ? <Notice tone="problem">{problem}</Notice> : null}
      {isUsed ? null : (
        <Button look="quiet" onPress={reopen}>
          {t('staff:session.reopen')}
        </Button>
      )}
    </>
  );
}
