import { useEffect, useRef, useState } from 'preact/hooks';
import type { Ride } from '../../../domain/ride.ts';
import type { Session } from '../../../domain/session.ts';
import { dayOf } from '../../../domain/time.ts';
import { Button } from '../../../ui/Button.tsx';
import { Field } from '../../../ui/Field.tsx';
import { formatDay, formatTime } from '../../../ui/format.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { t } from '../../../ui/words.ts';
import { attempt, problemWords } from '../../attempt.ts';
import { useStaff } from '../../context.ts';
import { Meanwhile } from '../../Meanwhile.tsx';
import { useStandingForm } from '../../use-standing-form.ts';
import { planRide, ridePlanKey } from './actions.ts';
import { readRide, rideForm } from './form.ts';
import type { RideProblem, RideTimes } from './form.ts';

interface RideFormProps {
  session: Session;
  invitation: string;
  ride: Ride | undefined;
  onClose: () => void;
}

/** From where, when, and back when, on the day of the session. */
export function RideForm({ session, invitation, ride, onClose }: RideFormProps) {
  const { engine } = useStaff();
  const of = useStandingForm<RideTimes>(ridePlanKey(invitation), rideForm(session, ride));
  const { form, set } = of;
  const [problems, setProblems] = useState<readonly RideProblem[]>([]);
  const [notice, setNotice] = useState('');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector<HTMLElement>('input')?.focus(), []);
  useEffect(() => box.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus(), [problems]);
  const problemAt = (problem: RideProblem, words: string) => (problems.includes(problem) ? words : undefined);
  const save = async () => {
    if (of.clashes.length > 0) return setNotice(t('staff:meanwhile.choose'));
    const times = readRide(of.formNow(), session);
    if (!('from' in times)) return setProblems(times);
    setProblems([]);
    const done = await attempt(planRide(engine, invitation, times, ride, of.draft()));
    if (done.ok) onClose();
    else setNotice(problemWords(done.reason));
  };
  return (
    <div ref={box}>
      <Field label={t('duties:ride.from')} help={t('duties:ride.from-help')} value={form.from} maxLength={200} onInput={(from) => set({ from })} problem={problemAt('no-from', t('duties:ride.no-from'))} />
      <Meanwhile of={of} field="from" />
      <Field label={t('duties:ride.to')} help={t('duties:ride.to-help')} value={form.to ?? ''} maxLength={200} onInput={(to) => set({ to })} />
      <Meanwhile of={of} field="to" />
      <div class="pair">
        <Field label={t('duties:ride.leaves')} type="time" value={form.leaves} onInput={(leaves) => set({ leaves })} problem={problemAt('no-leaves', t('duties:ride.no-leaves', { time: formatTime(session.starts) }))} />
        <Field label={t('duties:ride.back')} type="time" value={form.back} onInput={(back) => set({ back })} problem={problemAt('no-back', t('duties:ride.no-back'))} />
      </div>
      <Meanwhile of={of} field="leaves" label={t('duties:ride.leaves')} />
      <Meanwhile of={of} field="back" label={t('duties:ride.back')} />
      {of.isUnsaved ? <Notice tone="wait">{t('errors:storage-full')}</Notice> : null}
      <p class="small">{t('duties:ride.day', { day: formatDay(dayOf(session.starts)) })}</p>
      {ride?.state === 'promised' ? <Notice tone="wait">{t('duties:ride.undoes-promise', { adult: ride.adult ?? '', leaves: formatTime(ride.leaves) })}</Notice> : null}
      {ride && ride.state !== 'wanted' && ride.state !== 'promised' ? <p class="small">{t('duties:ride.undoes')}</p> : null}
      {notice ? <Notice tone="problem">{notice}</Notice> : null}
      <div class="buttons">
        <Button onPress={save}>{t('duties:ride.save')}</Button>
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
