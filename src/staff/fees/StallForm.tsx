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
import { stall } from './actions.ts';
import type { StallReason } from '../stall-labels.ts';
import { stallLabels } from '../stall-labels.ts';

/** Something is missing or late: why, who sees to it, and the new day. The young person sees it before they have to ask. */
export function StallForm({ id }: { id: string }) {
  const { engine, login, now } = useStaff();
  const [why, setWhy] = useState<StallReason | null>(null);
  const [who, setWho] = useState(myName(engine, login));
  const [newDay, setNewDay] = useState('');
  const [problem, setProblem] = useState<{ at: 'why' | 'who' | 'day'; words: string }>();
  const range = newPayDays(dayOf(now.value));
  const tell = async () => {
    if (!why) return setProblem({ at: 'why', words: t('staff:stall-form.choose') });
    if (who.trim() === '') return setProblem({ at: 'who', words: t('staff:stall-form.no-who') });
    if (dayProblem(newDay) === undefined && newDay !== '' && newDay < dayOf(now.value)) return setProblem({ at: 'day', words: t('staff:stall-form.past-day') });
    const wrong = dayProblem(newDay, range);
    if (wrong) return setProblem({ at: 'day', words: wrong });
    const done = await attempt(stall(engine, id, { why, who: who.trim(), newDay: newDay === '' ? null : newDay }));
    setProblem(done.ok ? undefined : { at: 'why', words: problemWords(done.reason) });
    if (done.ok) setWhy(null);
  };
  return (
    <>
      <h2>{t('staff:stall-form.heading')}</h2>
      <p class="small">{t('staff:stall-form.what')}</p>
      <Choices label={t('staff:stall-form.why')} value={why} onChoose={setWhy} options={stallReasons.map((reason) => ({ value: reason, label: t(stallLabels[reason]) }))} />
      {problem?.at === 'why' ? <p class="problem">{problem.words}</p> : null}
      <Field label={t('staff:stall-form.who')} value={who} onInput={setWho} maxLength={60} problem={problem?.at === 'who' ? problem.words : undefined} />
      <DayField label={t('staff:stall-form.new-day')} help={t('staff:stall-form.new-day-help')} range={range} value={newDay} onInput={setNewDay} problem={problem?.at === 'day' ? problem.words : undefined} />
      <Button onPress={tell}>{t('staff:stall-form.tell')}</Button>
    </>
  );
}
