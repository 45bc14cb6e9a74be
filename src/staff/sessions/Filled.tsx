import { useEffect, useRef } from 'preact/hooks';
import { Field } from '../../ui/Field.tsx';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
import { coordinatorName } from '../names.ts';
import { fillableFor } from './fillable.ts';
import type { PartProps } from './parts.ts';
import { problemAt } from './problem-words.ts';
import { Spot } from './Spot.tsx';

/** Facts for the young person's checklist: what stays empty shows there as not told yet. Folded, because it can come later. */
export function Filled({ form, problems, set }: PartProps) {
  const coordinator = coordinatorName(useStaff().engine.live.value);
  const hasProblem = Object.keys(problems).some((field) => field.startsWith('filled.'));
  const folded = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    // Opened once, and not closed again under somebody's hands.
    if (hasProblem && folded.current) folded.current.open = true;
  }, [hasProblem]);
  return (
    <details class="more" ref={folded}>
      <summary>{t('staff:plan.filled')}</summary>
      <p class="small">{t('staff:plan.filled-help', { words: t('checklist:not-filled') })}</p>
      {fillableFor(form.type).map((item) => (
        <Spot field={`filled.${item}`} key={item}>
          <Field label={t(`checklist:item.${item}`, { coordinator })} value={form.filled[item] ?? ''} onInput={(text) => set((now) => ({ filled: { ...now.filled, [item]: text } }))} rows={2} problem={problemAt(problems, `filled.${item}`, form)} />
        </Spot>
      ))}
    </details>
  );
}
