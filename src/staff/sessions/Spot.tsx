import type { ComponentChildren } from 'preact';
import { Field } from '../../ui/Field.tsx';
import type { FieldName } from './gate.ts';
import type { TextField } from './limits.ts';
import type { PartProps } from './parts.ts';
import { problemAt } from './problem-words.ts';

/** Where a field is, so that the focus finds it. */
export function Spot({ field, children }: { field: FieldName; children: ComponentChildren }) {
  return <div data-field={field}>{children}</div>;
}

const controlAt = (field: string) => document.querySelector<HTMLInputElement>(`[data-field="${CSS.escape(field)}"] :is(input,textarea,select)`);

/** Takes the person to a field, out of whatever it is folded into. */
export function goTo(field: string): void {
  const control = controlAt(field);
  control?.closest('details')?.setAttribute('open', '');
  control?.focus();
}

interface TextSpotProps extends PartProps {
  field: TextField;
  label: string;
  help?: string;
  rows?: number;
  type?: 'text' | 'tel';
  list?: readonly string[];
}

/** A text of the form. What is too long for it is kept and named, never cut. */
export function TextSpot({ field, form, problems, set, label, help, rows, type, list }: TextSpotProps) {
  return (
    <Spot field={field}>
      <Field label={label} value={form[field]} onInput={(text) => set({ [field]: text })} problem={problemAt(problems, field, form)} {...(help ? { help } : {})} {...(rows ? { rows } : {})} {...(type ? { type } : {})} {...(list && list.length > 0 ? { list } : {})} />
    </Spot>
  );
}
