import { dayOf, daysBetween } from '../../domain/time.ts';
import { endDayOf, isDay, isRepeated } from './clock.ts';
import type { PlanForm } from './form.ts';

/**
 * What to think of once more. It stops nothing: evenings and weekends are as good as the rest, and a small group is a group.
 *
 * past, soon    the day has been, or is less than a week away     repeated-…    the hour comes twice that night
 * reply-past, reply-soon    the day to answer has been, or leaves less than three days
 */
export type Warning = 'past' | 'soon' | 'reply-past' | 'reply-soon' | 'repeated-start' | 'repeated-end';

const ENOUGH_AHEAD = 7;
const ENOUGH_TO_ANSWER = 3;

export function warningsFor(form: Pick<PlanForm, 'day' | 'start' | 'end' | 'replyBy'>, now: string): readonly Warning[] {
  const today = dayOf(now);
  const found: Warning[] = [];
  if (isDay(form.day)) {
    const ahead = daysBetween(today, form.day);
    if (ahead < 0) found.push('past');
    else if (ahead < ENOUGH_AHEAD) found.push('soon');
  }
  if (isDay(form.replyBy)) {
    const left = daysBetween(today, form.replyBy);
    if (left < 0) found.push('reply-past');
    else if (left < ENOUGH_TO_ANSWER) found.push('reply-soon');
  }
  if (isRepeated(form.day, form.start)) found.push('repeated-start');
  if (isRepeated(endDayOf(form), form.end)) found.push('repeated-end');
  return found;
}
