import { Field } from '../../ui/Field.tsx';
import { t } from '../../ui/words.ts';
import type { PartProps } from './BasicFields.tsx';
import { fillableFor } from './fillable.ts';

/** Facts for the young person's checklist: what stays empty shows there as not told yet. */
export function Filled({ form, set }: PartProps) {
  return (
    <>
      <h2>{t('staff:plan.filled')}</h2>
      <p class="small">{t('staff:plan.filled-help', { words: t('checklist:not-filled') })}</p>
      {fillableFor(form.type).map((item) => (
        <Field key={item} label={t(`checklist:item.${item}`)} value={form.filled[item] ?? ''} onInput={(text) => set((now) => ({ filled: { ...now.filled, [item]: text } }))} maxLength={500} rows={2} />
      ))}
    </>
  );
}
