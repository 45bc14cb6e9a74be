import { t } from '../../ui/words.ts';
import type { PlanForm } from './form.ts';
import type { FieldName, Problem, Problems } from './gate.ts';
import { filledLimit, limits, lineLimit } from './limits.ts';
import type { Warning } from './warnings.ts';

const labels: Readonly<Record<Problem, string>> = {
  title: 'staff:missing.title', day: 'staff:missing.day', 'day-half': 'staff:missing.day-half', 'no-such-day': 'plan:missing.no-such-day', start: 'staff:missing.clock', end: 'staff:missing.clock',
  'no-such-time': 'staff:missing.no-such-time', order: 'staff:missing.order', long: 'staff:missing.long', place: 'staff:missing.place', 'no-web': 'plan:missing.no-web', room: 'plan:missing.room',
  organiser: 'staff:missing.organiser', 'reply-by': 'staff:missing.reply-by', 'reply-late': 'staff:missing.reply-late', travel: 'staff:missing.travel', food: 'staff:missing.food',
  'if-stopped': 'plan:missing.if-stopped', past: 'plan:missing.past', 'past-time': 'plan:missing.past-time', 'day-range': 'staff:missing.day-range', phone: 'staff:phone.none',
  programme: 'staff:missing.programme', 'too-long': 'plan:missing.too-long', count: 'plan:missing.count', part: 'plan:missing.part', 'part-of': 'plan:missing.part-of', 'part-past': 'plan:missing.part-past', plan: 'plan:missing.plan',
  'comment-by': 'plan:missing.comment-by', 'comment-late': 'plan:missing.comment-late',
};

const limitOf = (field: FieldName): number =>
  field === 'programme' ? lineLimit : field.startsWith('filled.') ? filledLimit : (Object.entries(limits).find(([name]) => name === field)?.[1] ?? 0);

function lengthOf(form: PlanForm, field: FieldName): number {
  if (field === 'programme') return Math.max(0, ...form.programme.map(({ what }) => what.length));
  const text = field.startsWith('filled.') ? form.filled[field.slice('filled.'.length)] : Object.entries(form).find(([name]) => name === field)?.[1];
  return typeof text === 'string' ? text.length : 0;
}

/** What to do about a field, for Field's `problem`. */
export function problemAt(problems: Problems, field: FieldName, form: PlanForm): string | undefined {
  const problem = problems[field];
  if (!problem) return undefined;
  return t(labels[problem], { length: lengthOf(form, field), most: limitOf(field) });
}

const warnings: Readonly<Record<Warning, string>> = {
  past: 'plan:warning.past', soon: 'plan:warning.soon', 'reply-past': 'plan:warning.reply-past', 'reply-soon': 'plan:warning.reply-soon',
  'repeated-start': 'plan:warning.repeated', 'repeated-end': 'plan:warning.repeated',
};
export const warningWords = (warning: Warning): string => t(warnings[warning]);
