import { useState } from 'preact/hooks';
import { stallReasons } from '../../domain/fee.ts';
import { newPayDays } from '../../domain/day-range.ts';
import { dayOf } from '../../domain/time.ts';
import { Button } from '../../ui/Button.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { Field } from '../../ui/Field.tsx';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
import { DayField, dayProblem } from '../DayField.tsx';
import { myName } from '../logins.ts';
import { attempt, problemWords } from '../attempt.ts';
import { useStandingForm } from '../use-standing-form.ts';
import { stall } from './actions.ts';
import type { StallReason } from '../stall-labels.ts';
import { stallLabels } from '../stall-labels.ts';

/** Something is missing or late: why, who sees to it, and the new day. The young person sees it before they have to ask. */
export function StallForm({ id }: { id: string }) {
  const { engine, login, now } = useStaff();
  // A draft of this device from the first tap, as every form here: it is there when the page was loaded anew.
  const of = useStandingForm<{ why: StallReason | null; who: string; newDay: string }>(`stall:${id}`, { why: null, who: myName(engine, login), newDay: '' });
  const [problem, setProblem] = useState<{ at: 'why' | 'who' | 'day'; words: string }>();
  const range = newPayDays(dayOf(now.value));
  const tell = async () => {
    const { why, who, newDay } = of.formNow();
    if (!why) return setProblem({ at: 'why', words: t('staff:stall-form.choose') });
    if (who.trim() === '') return setProblem({ at: 'who', words: t('staff:stall-form.no-who') });
    if (dayProblem(newDay) === undefined && newDay !== '' && newDay < dayOf(now.value)) return setProblem({ at: 'day', words: t('staff:stall-form.past-day') });
    const wrong = dayProblem(newDay, range);
    if (wrong) return setProblem({ at: 'day', words: wrong });
    const done = await attempt(stall(engine, id, { why, who: who.trim(), newDay: newDay === '' ? null : newDay }, of.draft()));
    setProblem(done.ok ? undefined : { at: 'why', words: problemWords(done.reason) });
  };
  return (
    <>
      <h2>{t('staff:stall-form.heading')}</h2>
      <p class="small">{t('staff:stall-form.what')}</p>
      <Choices label={t('staff:stall-form.why')} value={of.form.why} onChoose={(next) => of.set({ why: next })} options={stallReasons.map((reason) => ({ value: reason, label: t(stallLabels[reason]) }))} />
      {problem?.at === 'why' ? <p class="problem">{problem.words}</p> : null}
      <Field label={t('staff:stall-form.who')} value={of.form.who} onInput={(next) => of.set({ who: next })} maxLength={60} problem={problem?.at === 'who' ? problem.words : undefined} />
      <DayField label={t('staff:stall-form.new-day')} help={t('staff:stall-form.new-day-help')} range={range} value={of.form.newDay} onInput={(next) => of.set({ newDay: next })} problem={problem?.at === 'day' ? problem.words : undefined} />
      {of.isUnsaved ? <p class="problem">{t('errors:storage-full')}</p> : null}
      <Button onPress={tell}>{t('staff:stall-form.tell')}</Button>
    </>
  );
}
