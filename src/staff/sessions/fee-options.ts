import type { FeeOffer } from '../../domain/terms.ts';
import { formatMoney } from '../../ui/format.ts';
import { t } from '../../ui/words.ts';
import { findRate, rates, tableLabels, usualRates } from '../rates.ts';
import type { Rate } from '../rates.ts';
import type { SessionType } from '../session-types.ts';
import { keptRate } from './form.ts';

/** No fee, the promised one, the rows that fit the type, then all others by table. */
export function feeOptions(type: SessionType, promised: FeeOffer | null) {
  const usual = usualRates[type];
  return [
    { value: '', label: t('staff:plan.no-fee') },
    ...(promised ? [{ value: keptRate, label: t('staff:plan.kept', { label: promisedWords(promised) }) }] : []),
    ...rates.filter((rate) => usual.includes(rate.id)).map((rate) => ({ ...option(rate), group: t('staff:plan.usual') })),
    ...rates.filter((rate) => !usual.includes(rate.id)).map((rate) => ({ ...option(rate), group: t(tableLabels[rate.table]) })),
  ];
}

const amount = (unit: Rate['unit'], cents: number) => t(unit === 'hour' ? 'staff:rate-unit.hour' : 'staff:rate-unit.occasion', { amount: formatMoney(cents) });

const option = (rate: Rate) => ({ value: rate.id, label: `${t(rate.label)}, ${amount(rate.unit, rate.cents)}` });

function promisedWords(promised: FeeOffer): string {
  const rate = findRate(promised.rate);
  return rate ? `${t(rate.label)}, ${amount(promised.unit, promised.cents)}` : amount(promised.unit, promised.cents);
}
