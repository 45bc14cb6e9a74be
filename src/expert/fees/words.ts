import type { Fee, FeeState, stallReasons } from '../../domain/fee.ts';
import { formatDay, formatMinutes, formatMoney } from '../../ui/format.ts';
import { t } from '../../ui/words.ts';
import type { FeeRow } from './view.ts';

// Keys stand here whole, so that the test of the words finds them.

const states: Record<FeeState, string> = {
  planned: 'fees:state.planned', held: 'fees:state.held', hours_confirmed: 'fees:state.hours', approved: 'fees:state.approved',
  sent_to_payment: 'fees:state.sent', paid: 'fees:state.paid',
};

const stalls: Record<(typeof stallReasons)[number], string> = {
  tax_card: 'fees:stall.tax-card', account: 'fees:stall.account', travel_receipt: 'fees:stall.receipt', hours_unclear: 'fees:stall.hours',
  next_run: 'fees:stall.next-run', other: 'fees:stall.other',
};

const including: Record<Fee['includes'], string> = {
  'prep-and-after': 'fees:includes.both', prep: 'fees:includes.prep', 'not-stated': 'fees:includes.unknown',
};

export const stateWord = (state: FeeState, isOff: boolean): string => t(isOff && state === 'held' ? 'fees:state.off' : states[state]);
export const includesWords = (fee: Fee): string => t(including[fee.includes]);

/** `50,00 €`, or `20,00 € tunnilta` while the hours are open. */
export function amountWords(row: FeeRow): string {
  return row.amount === null ? t('fees:an-hour', { amount: formatMoney(row.fee.rateCents) }) : formatMoney(row.amount);
}

/** What happens next, who does it, and by when: a day only where one was promised. */
export function nextWords(row: FeeRow, coordinator: string | undefined): string {
  const { fee } = row;
  switch (fee.state) {
    case 'planned':
    case 'held':
      // Of what was cancelled the hours are confirmed next, as of what was held.
      if (fee.state === 'planned' && !row.isOff) return t('fees:next.planned');
      return t('fees:next.held', { name: coordinator ?? t('fees:coordinator') });
    case 'hours_confirmed': return fee.minutes === null ? t('fees:next.hours-unknown') : t('fees:next.hours', { time: formatMinutes(fee.minutes) });
    case 'approved': return t('fees:next.approved');
    case 'sent_to_payment': return row.promised ? t('fees:next.sent', { day: formatDay(row.promised) }) : t('fees:next.sent-no-day');
    case 'paid': return t('fees:next.paid', { day: formatDay(row.paidOn ?? fee.sessionDay) });
  }
}

/** Why it stands still, as sentences: what, who sees to it, and the new day if there is one. */
export function stallWords(fee: Fee): readonly string[] {
  if (!fee.stall) return [];
  const { why, who, newDay } = fee.stall;
  return [t(stalls[why]), t('fees:seen-to', { name: who }), ...(newDay ? [t('fees:new-day', { day: formatDay(newDay) })] : [])];
}

/** A late fee says so by itself: the day that went by, and who to turn to. */
export function lateWords(row: FeeRow, coordinator: string | undefined): readonly string[] {
  if (!row.late || !row.fee.due) return [];
  return [t('fees:late', { day: formatDay(row.fee.due) }), ...(row.fee.stall ? [] : [t('fees:seen-to', { name: coordinator ?? t('fees:coordinator') })])];
}

/** One line under a row of the list. */
export function rowWords(row: FeeRow): string {
  if (row.paidOn) return t('fees:row.paid', { day: formatDay(row.paidOn) });
  if (row.late) return t('fees:row.late');
  if (row.fee.stall) return t('fees:row.stall');
  const word = stateWord(row.isOff && row.fee.state === 'planned' ? 'held' : row.fee.state, row.isOff);
  return row.promised ? t('fees:row.promised', { state: word, day: formatDay(row.promised) }) : word;
}
