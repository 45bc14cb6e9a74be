import type { ComponentChildren, TargetedInputEvent } from 'preact';
import { useId } from 'preact/hooks';

interface FieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  help?: ComponentChildren;
  problem?: string | undefined;
  rows?: number;
  type?: 'text' | 'time' | 'tel';
  /** Which keyboard a phone shows. A number is typed as text: the browser would read it by its own language, not the app's. */
  inputMode?: 'decimal' | 'numeric';
  maxLength?: number;
  /** Private text: nothing of it goes to a spell-checking service or into the keyboard's memory. */
  isPrivate?: boolean;
  required?: boolean;
  list?: readonly string[];
}

/** A labelled input. The problem stands at the field and says how to mend it. */
export function Field({ label, value, onInput, help, problem, rows, type = 'text', inputMode, maxLength, isPrivate = false, required = false, list }: FieldProps) {
  const id = useId();
  const described = [help ? `${id}-help` : '', problem ? `${id}-problem` : ''].filter(Boolean).join(' ');
  const shared = {
    id,
    value,
    maxLength,
    required,
    'aria-describedby': described || undefined,
    'aria-invalid': problem ? ('true' as const) : undefined,
    ...(isPrivate ? { spellcheck: false, autocomplete: 'off', autocorrect: 'off' } : {}),
  };
  const take = (event: TargetedInputEvent<HTMLInputElement | HTMLTextAreaElement>) => onInput(event.currentTarget.value);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {help ? (
        <p class="help" id={`${id}-help`}>
          {help}
        </p>
      ) : null}
      {rows ? <textarea {...shared} rows={rows} onInput={take} /> : <input {...shared} type={type} inputMode={inputMode} list={list ? `${id}-list` : undefined} onInput={take} />}
      {list ? (
        <datalist id={`${id}-list`}>
          {list.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      ) : null}
      {problem ? (
        <p class="problem" id={`${id}-problem`}>
          {problem}
        </p>
      ) : null}
    </div>
  );
}
