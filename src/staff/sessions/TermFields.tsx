import type { FeeOffer } from '../../domain/terms.ts';
import { Field } from '../../ui/Field.tsx';
import { formatMoney } from '../../ui/format.ts';
import { Select } from '../../ui/Select.tsx';
import { t } from '../../ui/words.ts';
import { findRate, rates, tableLabels, usualRates } from '../rates.ts';
import type { Rate } from '../rates.ts';
import type { PartProps } from './BasicFields.tsx';
import { keptRate } from './form.ts';
import { problemAt } from './problem-words.ts';

/** On what terms: answer by, travel, food, fee. */
export function TermFields({ form, problems, set, promised }: PartProps & { promised: FeeOffer | null }) {
  return (
    <>
      <h2>{t('staff:plan.terms')}</h2>
      <Field label={t('staff:plan.reply-by')} type="date" value={form.replyBy} onInput={(replyBy) => set({ replyBy })} problem={problemAt(problems.replyBy)} />
      <Field label={t('staff:plan.travel')} help={t('staff:plan.travel-help')} value={form.travel} onInput={(travel) => set({ travel })} maxLength={300} rows={2} problem={problemAt(problems.travel)} />
      <Select label={t('staff:plan.fee')} value={form.rate} options={feeOptions(form.type, promised)} onChoose={(rate) => set({ rate })} />
      {form.rate === '' ? <p class="small">{t('staff:plan.no-fee-help')}</p> : <p class="small">{t('staff:plan.fee-help')}</p>}
      <Field label={t('staff:plan.food')} value={form.food} onInput={(food) => set({ food })} maxLength={300} rows={2} problem={problemAt(problems.food)} />
      {form.rate === '' ? null : (
        <Field label={t('staff:plan.pay-day')} help={t('staff:plan.pay-day-help')} type="date" value={form.payDay} onInput={(payDay) => set({ payDay })} />
      )}
    </>
  );
}

/** No fee, the promised one, the rows that fit the type, then all others by table. */
function feeOptions(type: PartProps['form']['type'], promised: FeeOffer | null) {
  const usual = usualRates[type];
  return [
    { value: '', label: t('staff:plan.no-fee') },
    ...(promised ? [{ value: keptRate, label: t('staff:plan.kept', { label: promisedWords(promised) }) }] : []),
    ...rates.filter((rate) => usual.includes(rate.id)).map((rate) => ({ ...option(rate), group: t('staff:plan.usual') })),
    ...rates.filter((rate) => !usual.includes(rate.id)).map((rate) => ({ ...option(rate), group: t(tableLabels[rate.table]) })),
  ];
}

const amount = (unit: Rate['unit'], cents: number) => t(unit === 'hour' ? 'staff:rate-unit.hour' : 'staff:rate-unit.occasion', { amount: formatMoney(cents) });

const option = (rate: Rate) => ({ value: rate.id, label: `${t(rate.label)} · ${amount(rate.unit, rate.cents)}` });

function promisedWords(promised: FeeOffer): string {
  const rate = findRate(promised.rate);
  return rate ? `${t(rate.label)} · ${amount(promised.unit, promised.cents)}` : amount(promised.unit, promised.cents);
}
