import { Choices } from '../../ui/Choices.tsx';
import { Field } from '../../ui/Field.tsx';
import { t } from '../../ui/words.ts';

/** What is mostly promised, in hours. */
const usual = ['24', '72', '168'] as const;
const labels = { 24: 'contact:keep.promise-day', 72: 'contact:keep.promise-days', 168: 'contact:keep.promise-week' } as const;

interface PromisedProps {
  /** As it is typed; empty for nothing chosen: nobody has promised what they did not say. */
  hours: string;
  /** The person types the hours. */
  isOther: boolean;
  onChange: (hours: string, isOther: boolean) => void;
  problem?: string | undefined;
}

/** Within what time a contact person promises to have read. */
export function Promised({ hours, isOther, onChange, problem }: PromisedProps) {
  const chosen = isOther ? 'other' : (usual.find((one) => one === hours) ?? null);
  return (
    <>
      <Choices
        label={t('contact:keep.promise-heading')} value={chosen} onChoose={(value) => (value === 'other' ? onChange('', true) : onChange(value, false))}
        options={[...usual.map((value) => ({ value, label: t(labels[value]) })), { value: 'other' as const, label: t('contact:keep.promise-other') }]}
      />
      <p class="small">{t('contact:keep.promise-help')}</p>
      {isOther ? <Field label={t('contact:keep.promise')} inputMode="numeric" value={hours} onInput={(value) => onChange(value, true)} maxLength={12} problem={problem} /> : null}
      {problem && !isOther ? <p class="problem">{problem}</p> : null}
    </>
  );
}

/** Whether these hours are none of the usual ones. */
export const isUnusual = (hours: number): boolean => hours > 0 && !usual.some((one) => one === `${hours}`);
