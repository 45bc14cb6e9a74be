import type { Fee, FeeState } from '../../domain/fee.ts';
import { formatMinutes, formatMoney } from '../../ui/format.ts';
import { t } from '../../ui/words.ts';
import { findRate } from '../rates.ts';
import type { dayCare, FeeLine } from './view.ts';

export const stateLabels: Readonly<Record<FeeState | 'off', string>> = {
  planned: 'staff:fee-state.planned', held: 'staff:fee-state.held', hours_confirmed: 'staff:fee-state.hours_confirmed', approved: 'staff:fee-state.approved',
  sent_to_payment: 'staff:fee-state.sent_to_payment', paid: 'staff:fee-state.paid', off: 'staff:fee-state.off',
};

export const careLabels: Readonly<Record<NonNullable<ReturnType<typeof dayCare>>, string>> = {
  ahead: 'staff:fees.day-ahead', saturday: 'staff:fees.day-saturday', sunday: 'staff:fees.day-sunday',
};

/** The class of the fee by its rate table; never what the session was about. */
export function rateWords(fee: Fee): string {
  const rate = findRate(fee.rate);
  return rate ? t(rate.label) : t('staff:rate-unknown');
}

export function amountWords({ fee, amount }: FeeLine): string {
  const money = amount === null ? t('staff:rate-unit.hour', { amount: formatMoney(fee.rateCents) }) : formatMoney(amount);
  return fee.travelCents > 0 ? t('staff:fees.with-travel', { money, travel: formatMoney(fee.travelCents) }) : money;
}

export const hoursWords = (fee: Fee): string => (fee.minutes === null ? t('staff:fees.hours-open') : formatMinutes(fee.minutes));
