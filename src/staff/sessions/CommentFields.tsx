import type { FeeOffer } from '../../domain/terms.ts';
import { Ticks } from '../../ui/Choices.tsx';
import { Select } from '../../ui/Select.tsx';
import { t } from '../../ui/words.ts';
import { sensibleCommentBy } from './clock.ts';
import { feeOptions } from './fee-options.ts';
import { DayField } from '../DayField.tsx';
import type { PartProps } from './parts.ts';
import { problemAt } from './problem-words.ts';
import { Spot, TextSpot } from './Spot.tsx';

/** Whoever cannot come may comment on the plan instead (seed 000), with a fee of its own or none: that is said either way. */
export function CommentFields(props: PartProps & { promised: FeeOffer | null }) {
  const { form, problems, set, promised } = props;
  const tick = (values: readonly string[]) =>
    set((now) => ({ hasComment: values.length > 0, commentBy: now.commentBy || sensibleCommentBy(now.day) }));
  return (
    <>
      <h2>{t('plan:comment.heading')}</h2>
      <Ticks label={t('plan:comment.label')} options={[{ value: 'yes', label: t('plan:comment.yes') }]} values={form.hasComment ? ['yes'] : []} onChange={tick} />
      {form.hasComment ? (
        <>
          <TextSpot {...props} field="commentPlan" label={t('plan:comment.plan')} help={t('plan:comment.plan-help')} rows={5} />
          <Spot field="commentBy">
            <DayField label={t('plan:comment.by')} value={form.commentBy} onInput={(commentBy) => set({ commentBy })} problem={problemAt(problems, 'commentBy', form)} />
          </Spot>
          <Select label={t('plan:comment.fee')} value={form.commentRate} options={feeOptions(form.type, promised)} onChoose={(commentRate) => set({ commentRate })} />
        </>
      ) : null}
    </>
  );
}
