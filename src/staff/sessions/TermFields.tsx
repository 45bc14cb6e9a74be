import type { FeeOffer } from '../../domain/terms.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Select } from '../../ui/Select.tsx';
import { t } from '../../ui/words.ts';
import { feeOptions } from './fee-options.ts';
import { DayField } from '../DayField.tsx';
import type { PartProps } from './parts.ts';
import { problemAt, warningWords } from './problem-words.ts';
import { Spot, TextSpot } from './Spot.tsx';

/** On what terms: answer by, travel, food, fee, how somebody may be named. */
export function TermFields(props: PartProps & { promised: FeeOffer | null }) {
  const { form, problems, warnings, set, promised } = props;
  return (
    <>
      <h2>{t('staff:plan.terms')}</h2>
      <Spot field="replyBy">
        <DayField label={t('staff:plan.reply-by')} value={form.replyBy} onInput={(replyBy) => set({ replyBy })} problem={problemAt(problems, 'replyBy', form)} />
      </Spot>
      {warnings
        .filter((warning) => warning === 'reply-past' || warning === 'reply-soon')
        .map((warning) => (
          <Notice tone="wait" key={warning}>
            {warningWords(warning)}
          </Notice>
        ))}
      <TextSpot {...props} field="travel" label={t('staff:plan.travel')} help={t('staff:plan.travel-help')} rows={2} />
      <Select label={t('staff:plan.fee')} value={form.rate} options={feeOptions(form.type, promised)} onChoose={(rate) => set({ rate })} />
      {form.rate === '' ? <p class="small">{t('staff:plan.no-fee-help')}</p> : <p class="small">{t('staff:plan.fee-help')}</p>}
      {form.rate === '' ? null : (
        <Spot field="payDay">
          <DayField label={t('staff:plan.pay-day')} help={t('staff:plan.pay-day-help')} value={form.payDay} onInput={(payDay) => set({ payDay })} problem={problemAt(problems, 'payDay', form)} />
        </Spot>
      )}
      <TextSpot {...props} field="ifStopped" label={t('plan:if-stopped')} help={t('plan:if-stopped-help')} rows={2} />
      <TextSpot {...props} field="food" label={t('staff:plan.food')} rows={2} />
      <TextSpot {...props} field="naming" label={t('plan:naming-label')} help={t('plan:naming-help')} rows={2} />
    </>
  );
}
