import { t } from '../../ui/words.ts';
import type { Problem } from './gate.ts';

const labels: Readonly<Record<Problem, string>> = {
  title: 'staff:missing.title', day: 'staff:missing.day', start: 'staff:missing.clock', end: 'staff:missing.clock', 'no-such-time': 'staff:missing.no-such-time',
  order: 'staff:missing.order', place: 'staff:missing.place', link: 'staff:missing.link', room: 'staff:missing.room', organiser: 'staff:missing.organiser',
  'reply-by': 'staff:missing.reply-by', 'reply-late': 'staff:missing.reply-late', travel: 'staff:missing.travel', food: 'staff:missing.food',
  programme: 'staff:missing.programme',
};

/** What to do about a field, for Field's `problem`. */
export const problemAt = (problem: Problem | undefined): string | undefined => (problem ? t(labels[problem]) : undefined);
