import { useRef } from 'preact/hooks';
import { helsinkiInstant } from '../../domain/time.ts';
import { Field } from '../../ui/Field.tsx';
import { formatWhen } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { t } from '../../ui/words.ts';
import { endDayOf, isClock, minutesFrom, sensibleCommentBy, sensibleReplyBy, shifted } from './clock.ts';
import type { PlanForm } from './form.ts';
import { DayField } from '../DayField.tsx';
import type { PartProps } from './parts.ts';
import { problemAt, warningWords } from './problem-words.ts';
import { Spot } from './Spot.tsx';

/** Day and times. What depends on them moves along, as long as nobody has chosen it by themselves. */
export function WhenFields({ form, problems, warnings, now, set }: PartProps) {
  // A time that is being typed is none for a moment: the end is as far from the last one that was.
  const lastStart = useRef(form.start);
  if (isClock(form.start)) lastStart.current = form.start;
  const day = (next: string) =>
    set((form) => ({
      day: next,
      ...(follows(form.replyBy, sensibleReplyBy(form.day, now)) && { replyBy: sensibleReplyBy(next, now) }),
      ...(follows(form.commentBy, sensibleCommentBy(form.day)) && { commentBy: sensibleCommentBy(next) }),
    }));
  const start = (next: string) => {
    const moved = isClock(next) && isClock(lastStart.current) ? minutesFrom(lastStart.current, next) : 0;
    set((form) => ({ start: next, ...movedBy(form, moved) }));
  };
  const aboutTimes = warnings.filter((warning) => warning === 'past' || warning === 'soon');
  const nextDay = endDayOf(form) === form.day ? undefined : helsinkiInstant(endDayOf(form), form.end);
  const isRepeated = warnings.includes('repeated-start') || warnings.includes('repeated-end');
  return (
    <>
      <h2>{t('staff:plan.when')}</h2>
      <Spot field="day">
        <DayField label={t('staff:plan.day')} value={form.day} onInput={day} problem={problemAt(problems, 'day', form)} />
      </Spot>
      {aboutTimes.map((warning) => (
        <Notice tone="wait" key={warning}>
          {warningWords(warning)}
        </Notice>
      ))}
      <div class="pair">
        <Spot field="start">
          <Field label={t('staff:plan.start')} type="time" value={form.start} onInput={start} problem={problemAt(problems, 'start', form)} />
        </Spot>
        <Spot field="end">
          <Field label={t('staff:plan.end')} type="time" value={form.end} onInput={(end) => set({ end })} problem={problemAt(problems, 'end', form)} />
          {nextDay ? <p class="small">{t('plan:ends-next', { when: formatWhen(nextDay) })}</p> : null}
        </Spot>
      </div>
      {isRepeated ? <Notice tone="wait">{t('plan:warning.repeated')}</Notice> : null}
      <p class="small">{t('staff:plan.zone')}</p>
    </>
  );
}

const follows = (typed: string, sensible: string): boolean => typed === '' || typed === sensible;

const movedBy = ({ end, programme }: PlanForm, minutes: number): Partial<PlanForm> =>
  minutes === 0 ? {} : { end: shifted(end, minutes), programme: programme.map((line) => ({ ...line, at: shifted(line.at, minutes) })) };
