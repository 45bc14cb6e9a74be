import { useEffect, useRef, useState } from 'preact/hooks';
import type { Ride } from '../../../domain/ride.ts';
import { Button } from '../../../ui/Button.tsx';
import { Field } from '../../../ui/Field.tsx';
import { formatTime } from '../../../ui/format.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { t } from '../../../ui/words.ts';
import { attempt, problemWords } from '../../attempt.ts';
import { useStaff } from '../../context.ts';
import { Meanwhile } from '../../Meanwhile.tsx';
import { useStandingForm } from '../../use-standing-form.ts';
import { planRideB, rideBKey } from './actions.ts';

/** How somebody gets there all the same: the coordinator sees to it. */
export function PlanB({ ride, name, onClose }: { ride: Ride; name: string; onClose: () => void }) {
  const { engine } = useStaff();
  const of = useStandingForm(rideBKey(ride.id), { plan: ride.planB ?? '' });
  const [problem, setProblem] = useState('');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector('textarea')?.focus(), []);
  const save = async () => {
    if (of.clashes.length > 0) return setProblem(t('staff:meanwhile.choose'));
    const plan = of.formNow().plan.trim();
    if (plan === '') return setProblem(t('duties:ride.b-none'));
    const done = await attempt(planRideB(engine, ride, plan, of.draft()));
    if (done.ok) onClose();
    else setProblem(problemWords(done.reason));
  };
  return (
    <div ref={box}>
      <Field label={t('duties:ride.b-label')} help={t('duties:ride.b-help', { name })} value={of.form.plan} maxLength={200} rows={3} onInput={(plan) => of.set({ plan })} problem={problem || undefined} />
      <Meanwhile of={of} field="plan" />
      {of.isUnsaved ? <Notice tone="wait">{t('errors:storage-full')}</Notice> : null}
      {ride.state === 'promised' ? <Notice tone="wait">{t('duties:ride.b-undoes', { adult: ride.adult ?? '', leaves: formatTime(ride.leaves) })}</Notice> : null}
      <div class="buttons">
        <Button onPress={save}>{t('duties:ride.b-save')}</Button>
        <Button
          look="quiet"
          onPress={async () => {
            await of.drop();
            onClose();
          }}
        >
          {t('duties:ride.leave-as-is')}
        </Button>
      </div>
    </div>
  );
}
