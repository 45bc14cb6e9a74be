import { t } from '../../ui/words.ts';
import type { PlanForm } from './form.ts';
import type { FieldName, Problem, Problems } from './gate.ts';
import { filledLimit, limits, lineLimit } from './limits.ts';
import type { Warning } from './warnings.ts';

const labels: Readonly<Record<Problem, string>> = {
  title: 'staff:missing.title', day: 'staff:missing.day', 'no-such-day': 'plan:missing.no-such-day', start: 'staff:missing.clock', end: 'staff:missing.clock',
  'no-such-time': 'staff:missing.no-such-time', order: 'staff:missing.order', place: 'staff:missing.place', link: 'staff:missing.link', 'no-web': 'plan:missing.no-web', room: 'plan:missing.room',
  organiser: 'staff:missing.organiser', 'reply-by': 'staff:missing.reply-by', 'reply-late': 'staff:missing.reply-late', travel: 'staff:missing.travel', food: 'staff:missing.food',
  programme: 'staff:missing.programme', 'too-long': 'plan:missing.too-long', count: 'plan:missing.count', part: 'plan:missing.part', plan: 'plan:missing.plan',
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
