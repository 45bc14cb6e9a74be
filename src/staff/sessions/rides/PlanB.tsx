import { useEffect, useRef, useState } from 'preact/hooks';
import type { Ride } from '../../../domain/ride.ts';
import { Button } from '../../../ui/Button.tsx';
import { Field } from '../../../ui/Field.tsx';
import { formatTime } from '../../../ui/format.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { t } from '../../../ui/words.ts';
import { attempt, problemWords } from '../../attempt.ts';
import { useStaff } from '../../context.ts';
import { planRideB } from './actions.ts';

/** How somebody gets there all the same: the coordinator sees to it. */
export function PlanB({ ride, name, onClose }: { ride: Ride; name: string; onClose: () => void }) {
  const { engine } = useStaff();
  const [plan, setPlan] = useState(ride.planB ?? '');
  const [problem, setProblem] = useState('');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector('textarea')?.focus(), []);
  const save = async () => {
    if (plan.trim() === '') return setProblem(t('duties:ride.b-none'));
    const done = await attempt(planRideB(engine, ride.id, plan.trim()));
    if (done.ok) onClose();
    else setProblem(problemWords(done.reason));
  };
  return (
    <div ref={box}>
      <Field label={t('duties:ride.b-label')} help={t('duties:ride.b-help', { name })} value={plan} maxLength={200} rows={3} onInput={setPlan} problem={problem || undefined} />
      {ride.state === 'promised' ? <Notice tone="wait">{t('duties:ride.b-undoes', { adult: ride.adult ?? '', leaves: formatTime(ride.leaves) })}</Notice> : null}
      <div class="buttons">
        <Button onPress={save}>{t('duties:ride.b-save')}</Button>
        <Button look="quiet" onPress={onClose}>
          {t('duties:ride.leave-as-is')}
        </Button>
      </div>
    </div>
  );
}
