import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { isWithin } from '../domain/day-range.ts';
import type { DayRange } from '../domain/day-range.ts';
import { day as daySchema, parse } from '../domain/schema.ts';
import { isSensibleDay } from '../domain/sensible-day.ts';
import { formatDate } from '../ui/format.ts';
import { t } from '../ui/words.ts';
import { halfDay } from './half-day.ts';

interface DayFieldProps {
  label: string;
  help?: ComponentChildren;
  /** `YYYY-MM-DD`, empty, or `halfDay`. */
  value: string;
  onInput: (value: string) => void;
  /** The days that can be meant here. */
  range?: DayRange | undefined;
  problem?: string | undefined;
}

/** What is wrong with a typed day, in words; undefined where nothing is. An empty one is for the form to judge. */
export function dayProblem(value: string, range?: DayRange): string | undefined {
  if (value === '') return undefined;
  if (value === halfDay) return t('staff:missing.day-half');
  if (!parse(daySchema(), value).ok || !isSensibleDay(value)) return t('staff:missing.day-range');
  return range && !isWithin(value, range) ? t('staff:missing.day-between', { from: formatDate(range.from), to: formatDate(range.to) }) : undefined;
}

/** The same where a day has to be given. */
export const neededDayProblem = (value: string, range?: DayRange): string | undefined => (value === '' ? t('staff:missing.day') : dayProblem(value, range));

/** A day. Half a day and a day that nobody can mean are said at the field as soon as one leaves it. */
export function DayField({ label, help, value, onInput, range, problem }: DayFieldProps) {
  const id = useId();
  const [hasLeft, setLeft] = useState(false);
  const wrong = problem ?? (hasLeft ? dayProblem(value, range) : undefined);
  const described = [help ? `${id}-help` : '', wrong ? `${id}-problem` : ''].filter(Boolean).join(' ');
  const read = (input: HTMLInputElement) => (input.validity?.badInput ? halfDay : input.value);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {help ? (
        <p class="help" id={`${id}-help`}>
          {help}
        </p>
      ) : null}
      <input
        id={id} type="date" max="9999-12-31" aria-describedby={described || undefined} aria-invalid={wrong ? 'true' : undefined}
        // What is half typed stays in the field, though its value is nothing.
        value={value === halfDay ? undefined : value}
        onInput={(event) => onInput(read(event.currentTarget))}
        onBlur={(event) => {
          setLeft(true);
          const now = read(event.currentTarget);
          if (now !== value && !(value === halfDay && now === '')) onInput(now);
        }}
      />
      {wrong ? (
        <p class="problem" id={`${id}-problem`}>
          {wrong}
        </p>
      ) : null}
    </div>
  );
}
