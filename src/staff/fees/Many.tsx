import { useState } from 'preact/hooks';
import { paidDays } from '../../domain/day-range.ts';
import type { DayRange } from '../../domain/day-range.ts';
import { dayOf } from '../../domain/time.ts';
import { Button } from '../../ui/Button.tsx';
import { Choices, Ticks } from '../../ui/Choices.tsx';
import { formatDate, formatMoney } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
import { DayField, neededDayProblem } from '../DayField.tsx';
import { heldFees, holdFees } from '../held-fees.ts';
import type { HeldFee } from '../held-fees.ts';
import { dayCare } from './view.ts';
import type { FeeLine } from './view.ts';
import { amountWords, careLabels } from './words.ts';

type Step = HeldFee['to'];
const few = 2;

/** One choice for many fees: paid on the same day, approved, or sent to payment. It is held for a moment before it goes. */
export function Many({ lines }: { lines: readonly FeeLine[] }) {
  const { engine } = useStaff();
  const held = new Set(heldFees(engine.drafts.all.value).map(({ fee }) => fee));
  const free = lines.filter(({ fee }) => !held.has(fee.id));
  const can: Readonly<Record<Step, readonly FeeLine[]>> = {
    approved: free.filter(({ next }) => next === 'approve'), sent_to_payment: free.filter(({ next }) => next === 'send'), paid: free.filter(({ canPay }) => canPay),
  };
  const steps = (['paid', 'approved', 'sent_to_payment'] as const).filter((step) => can[step].length >= few);
  if (steps.length === 0) return null;
  return (
    <details class="more">
      <summary>{t('staff:many.heading')}</summary>
      <Choose steps={steps} can={can} />
    </details>
  );
}

/** The days on which each of these can have been paid; any that can be meant where none is chosen. */
function payDays(lines: readonly FeeLine[], today: string): DayRange | undefined {
  const [first, ...others] = lines.map(({ fee }) => paidDays(fee, today));
  return first && others.reduce((all, { from, to }) => ({ from: from > all.from ? from : all.from, to: to < all.to ? to : all.to }), first);
}

const labels: Readonly<Record<Step, string>> = { approved: 'staff:many.approve', sent_to_payment: 'staff:many.send', paid: 'staff:many.pay' };

function Choose({ steps, can }: { steps: readonly Step[]; can: Readonly<Record<Step, readonly FeeLine[]>> }) {
  const { engine, now } = useStaff();
  const today = dayOf(now.value);
  const [wanted, setWanted] = useState<Step | undefined>(steps[0]);
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [day, setDay] = useState(today);
  const [problem, setProblem] = useState<'none' | 'day' | null>(null);
  const step = wanted !== undefined && steps.includes(wanted) ? wanted : steps[0];
  if (step === undefined) return null;
  const lines = can[step];
  const chosen = lines.filter(({ fee }) => ticked.includes(fee.id));
  const sum = chosen.reduce((all, { fee, amount }) => all + (amount ?? 0) + fee.travelCents, 0);
  const range = payDays(chosen, today);
  const wrongDay = neededDayProblem(day, range);
  const care = step === 'paid' && !wrongDay ? dayCare(day, today) : null;
  const go = async () => {
    if (chosen.length === 0) return setProblem('none');
    if (step === 'paid' && wrongDay) return setProblem('day');
    setProblem(null);
    setTicked([]);
    await holdFees(engine, chosen.map(({ fee }) => fee.id), step, step === 'paid' ? day : null);
  };
  return (
    <div class="stack">
      {steps.length > 1 ? <Choices label={t('staff:many.what')} value={step} onChoose={setWanted} options={steps.map((value) => ({ value, label: t(labels[value]) }))} /> : null}
      <Ticks label={t('staff:many.which')} values={ticked} onChange={setTicked} options={lines.map((line) => ({ value: line.fee.id, label: line.fee.payee || t('staff:somebody'), help: `${line.fee.number}, ${amountWords(line)}` }))} />
      <Button look="quiet" onPress={() => setTicked(chosen.length === lines.length ? [] : lines.map(({ fee }) => fee.id))}>
        {t(chosen.length === lines.length ? 'staff:many.none' : 'staff:many.all')}
      </Button>
      {step === 'paid' ? <DayField label={t('staff:fees.pay-day')} range={range} value={day} onInput={setDay} problem={problem === 'day' ? wrongDay : undefined} /> : null}
      {care ? <Notice tone="wait">{t(careLabels[care])}</Notice> : null}
      {chosen.length > 0 ? <p>{t('staff:many.sum', { count: chosen.length, sum: formatMoney(sum) })}{step === 'paid' && !wrongDay ? ` ${t('staff:many.day', { day: formatDate(day) })}` : ''}</p> : null}
      {problem === 'none' ? <p class="problem">{t('staff:many.choose')}</p> : null}
      <p class="small">{t('staff:many.held')}</p>
      <Button look="main" onPress={go}>
        {t(labels[step])}
      </Button>
    </div>
  );
}
