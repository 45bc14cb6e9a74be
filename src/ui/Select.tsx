import { useId } from 'preact/hooks';

interface SelectProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string; group?: string }[];
  onChoose: (value: Value) => void;
  problem?: string | undefined;
}

/** One of many, as the platform draws it. Options with the same `group` stand under its heading. */
export function Select<Value extends string>({ label, value, options, onChoose, problem }: SelectProps<Value>) {
  const id = useId();
  const groups = [...new Set(options.map((option) => option.group ?? ''))];
  const drawn = (group: string) =>
    options
      .filter((option) => (option.group ?? '') === group)
      .map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ));
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={value}
        aria-invalid={problem ? 'true' : undefined}
        aria-describedby={problem ? `${id}-problem` : undefined}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.currentTarget.value);
          if (chosen) onChoose(chosen.value);
        }}
      >
        {groups.map((group) =>
          group === '' ? (
            drawn(group)
          ) : (
            <optgroup key={group} label={group}>
              {drawn(group)}
            </optgroup>
          ),
        )}
      </select>
      {problem ? (
        <p class="problem" id={`${id}-problem`}>
          {problem}
        </p>
      ) : null}
    </div>
  );
}
