import { isVisible } from '../../domain/schema.ts';
import type { PlanForm } from './form.ts';

/** As many characters as fit into each text (domain/terms.ts, domain/session.ts). The fields take more: what was pasted is kept, and named. */
export const limits = {
  title: 120, aim: 1000, notExpected: 500, place: 200, door: 200, quiet: 200, link: 300, room: 400, meets: 200, phone: 60, organiser: 80,
  travel: 300, food: 300, naming: 300, ifStopped: 300, theme: 120, commentPlan: 4000,
} as const satisfies Partial<Record<keyof PlanForm, number>>;
export type TextField = keyof typeof limits;

export const lineLimit = 120;
export const filledLimit = 500;
export const mostPresent = 2000;
export const mostParts = 20;

// What the domain refuses: pasted control characters that nobody sees, and a text that looks empty. And signs that turn the
// direction of all that stands behind them (Unicode TR 9, 2.1): a title may be in Arabic, the time beside it is not.
const unseen = /[\u0000-\u0008\u000B-\u001F\u007F\u202A-\u202E\u2066-\u2069]/g;

/** A text without what nobody can see; an empty one where nothing is left. */
export function tidy(text: string): string {
  const clean = text.replace(/\r\n?/g, '\n').replace(unseen, '').trim();
  return isVisible(clean) ? clean : '';
}
