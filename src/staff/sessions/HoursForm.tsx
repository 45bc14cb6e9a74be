import { feeAmount } from '../../domain/fee-facts.ts';
import type { Fee } from '../../domain/fee.ts';
import { Field } from '../../ui/Field.tsx';
import { formatMinutes, formatMoney } from '../../ui/format.ts';
import { t } from '../../ui/words.ts';
import type { StandingForm } from '../use-standing-form.ts';
import { amountText, centsOf, minutesOf } from '../numbers.ts';
import type { TimeProblem } from '../numbers.ts';

/** As it is typed. */
export interface HoursTyped {
  readonly hours: string;
  readonly minutes: string;
  readonly travel: string;
}

/** Minutes and cents as they stand in the fields. */
export const typedHours = (minutes: number, travelCents: number): HoursTyped => ({
  hours: String(Math.floor(minutes / 60)), minutes: String(minutes % 60), travel: travelCents === 0 ? '' : amountText(travelCents),
});

export interface HoursProblem {
  readonly at: keyof HoursTyped;
  readonly words: string;
}

const timeWords: Readonly<Record<`${TimeProblem['at']}.${TimeProblem['why']}`, string>> = {
  'hours.empty': 'staff:hours.time-hours-empty', 'hours.no-number': 'staff:hours.time-hours-no-number', 'hours.too-many': 'staff:hours.time-hours-too-many', 'hours.twice': 'staff:hours.time-minutes-twice',
  'minutes.empty': 'staff:hours.time-hours-empty', 'minutes.no-number': 'staff:hours.time-minutes-no-number', 'minutes.too-many': 'staff:hours.time-minutes-too-many', 'minutes.twice': 'staff:hours.time-minutes-twice',
};

/** What was typed as minutes and cents, or which field is to be mended and how. */
export function readHours({ hours, minutes, travel }: HoursTyped): { readonly minutes: number; readonly travelCents: number } | HoursProblem {
  const time = minutesOf(hours, minutes);
  if (typeof time === 'object') return { at: time.at, words: t(timeWords[`${time.at}.${time.why}`]) };
  const travelCents = centsOf(travel);
  return travelCents === undefined ? { at: 'travel', words: t('staff:hours.no-amount') } : { minutes: time, travelCents };
}

interface HoursFieldsProps {
  fee: Fee;
  of: StandingForm<HoursTyped>;
  problem: HoursProblem | undefined;
}

/** Hours, minutes and travel, and what they come to in euros before anybody confirms it. */
export function HoursFields({ fee, of: { form, set }, problem }: HoursFieldsProps) {
  const read = readHours(form);
  const amount = 'at' in read ? null : feeAmount({ ...fee, minutes: read.minutes });
  const at = (field: keyof HoursTyped) => (problem?.at === field ? problem.words : undefined);
  return (
    <>
      <div class="pair">
        <Field label={t('staff:hours.hours')} inputMode="decimal" value={form.hours} onInput={(hours) => set({ hours })} maxLength={12} problem={at('hours')} />
        <Field label={t('staff:hours.minutes')} inputMode="numeric" value={form.minutes} onInput={(minutes) => set({ minutes })} maxLength={12} problem={at('minutes')} />
      </div>
      {fee.unit === 'occasion' ? <p class="small">{t('staff:hours.per-occasion', { amount: formatMoney(fee.rateCents) })}</p> : null}
      <Field label={t('staff:hours.travel')} help={t('staff:hours.travel-help')} inputMode="decimal" value={form.travel} onInput={(travel) => set({ travel })} maxLength={16} problem={at('travel')} />
      <p role="status">
        {'at' in read || amount === null
          ? ''
          : t('staff:hours.sum', { time: formatMinutes(read.minutes), fee: formatMoney(amount), travel: formatMoney(read.travelCents), all: formatMoney(amount + read.travelCents) })}
      </p>
    </>
  );
}
