import { useState } from 'preact/hooks';
import { dayOf } from '../../domain/time.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
import { attempt, problemWords } from '../attempt.ts';
import { pay } from './actions.ts';

/** Paid, with the day on which the money left: today unless another is given. */
export function PayForm({ id }: { id: string }) {
  const { engine, now } = useStaff();
  const today = dayOf(now.value);
  const [day, setDay] = useState(today);
  const [problem, setProblem] = useState('');
  const mark = async () => {
    if (day === '') return setProblem(t('staff:missing.day'));
    if (day > today) return setProblem(t('staff:fees.not-yet'));
    const done = await attempt(pay(engine, id, day));
    setProblem(done.ok ? '' : done.reason === 'malformed' ? t('staff:missing.day') : problemWords(done.reason));
  };
  return (
    <>
      <h2>{t('staff:fees.pay-heading')}</h2>
      <Field label={t('staff:fees.pay-day')} type="date" value={day} onInput={setDay} problem={problem || undefined} />
      <Button look="main" onPress={mark}>
        {t('staff:fees.pay')}
      </Button>
    </>
  );
}
