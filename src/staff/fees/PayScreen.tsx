import { useState } from 'preact/hooks';
import { paidDays } from '../../domain/day-range.ts';
import { dayOf } from '../../domain/time.ts';
import { Button } from '../../ui/Button.tsx';
import { formatDate } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { navigate } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { attempt, problemWords } from '../attempt.ts';
import { useStaff } from '../context.ts';
import { DayField, neededDayProblem } from '../DayField.tsx';
import { feeNumberWords } from '../session-number.ts';
import { StaffPage } from '../StaffPage.tsx';
import { pay } from './actions.ts';
import { dayCare, lineOf } from './view.ts';
import { amountWords, careLabels, rateWords } from './words.ts';

/** Paid, with the day on which the money left: today unless another is given. It says what the young person will see. */
export function PayScreen({ id }: { id: string }) {
  const { engine, now } = useStaff();
  const today = dayOf(now.value);
  const [day, setDay] = useState(today);
  const [problem, setProblem] = useState('');
  const fee = engine.live.value.get('fee', id);
  const back = `/staff/fees/${id}`;
  const line = fee && lineOf(fee, now.value);
  if (!line?.canPay) {
    return (
      <StaffPage heading={t('staff:nothing-here.heading')} title={t('staff:title.fees')} back={back}>
        <p>{t('staff:fees.no-pay')}</p>
      </StaffPage>
    );
  }
  const name = line.fee.payee || t('staff:somebody');
  const range = paidDays(line.fee, today);
  const wrong = neededDayProblem(day, range);
  const care = !wrong ? dayCare(day, today) : null;
  const choose = (next: string) => {
    setDay(next);
    setProblem('');
  };
  const mark = async () => {
    if (wrong) return setProblem(wrong);
    const done = await attempt(pay(engine, id, day));
    if (done.ok) return navigate(back, { replace: true });
    setProblem(done.reason === 'malformed' ? t('staff:missing.day') : problemWords(done.reason));
  };
  return (
    <StaffPage heading={t('staff:fees.pay-heading')} title={t('staff:title.fees')} back={back}>
      <p>
        <bdi>{name}</bdi>, {feeNumberWords(engine.live.value, line.fee)}
        <br />
        {rateWords(line.fee)}, <span class="money">{amountWords(line)}</span>
      </p>
      <DayField label={t('staff:fees.pay-day')} range={range} value={day} onInput={choose} problem={problem || undefined} />
      {care ? <Notice tone="wait">{t(careLabels[care])}</Notice> : null}
      {wrong ? null : <p>{t('staff:fees.pay-shows', { name, day: formatDate(day) })}</p>}
      <p>{t('staff:fees.pay-stays')}</p>
      <Button look="main" onPress={mark}>
        {t('staff:fees.pay')}
      </Button>
    </StaffPage>
  );
}
