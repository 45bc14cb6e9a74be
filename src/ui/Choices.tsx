import { useId } from 'preact/hooks';

interface ChoicesProps<Value extends string> {
  label: string;
  options: readonly { value: Value; label: string; help?: string }[];
  value: Value | null;
  onChoose: (value: Value) => void;
  hideLabel?: boolean;
}

/** One of a few, in words, as rows that are easy to hit. */
export function Choices<Value extends string>({ label, options, value, onChoose, hideLabel = false }: ChoicesProps<Value>) {
  const name = useId();
  return (
    <fieldset class="choices">
      <legend class={hideLabel ? 'unseen' : ''}>{label}</legend>
      {options.map((option) => (
        <label key={option.value} class="choice">
          <input type="radio" name={name} checked={value === option.value} onChange={() => onChoose(option.value)} />
          <span>
            {option.label}
            {option.help ? <small>{option.help}</small> : null}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

interface TicksProps<Value extends string> {
  label: string;
  options: readonly { value: Value; label: string; help?: string }[];
  values: readonly Value[];
  onChange: (values: Value[]) => void;
  hideLabel?: boolean;
}

/** Any number of a few. */
export function Ticks<Value extends string>({ label, options, values, onChange, hideLabel = false }: TicksProps<Value>) {
  return (
    <fieldset class="choices">
      <legend class={hideLabel ? 'unseen' : ''}>{label}</legend>
      {options.map((option) => (
        <label key={option.value} class="choice">
          <input
            type="checkbox"
            checked={values.includes(option.value)}
            onChange={(event) => onChange(event.currentTarget.checked ? [...values, option.value] : values.filter((one) => one !== option.value))}
          />
          <span>
            {option.label}
            {option.help ? <small>{option.help}</small> : null}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
