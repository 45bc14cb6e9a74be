import { duties } from './duty-facts.ts';

/**
 * Every item of the checklist that there ever was (expert/sessions/items.ts says what each is). A name that is not among
 * them is no item: without this list an answer to anything could be stored, and everybody on the team would fetch it.
 * What the adults see to can be asked about as well: `d_` and the duty.
 */
export const checklistItems: ReadonlySet<string> = new Set([
  'what', 'room', 'place', 'mine', 'noask', 'break', 'leave', 'later', 'fee', 'travel', 'adult', 'food', 'contact', 'after', 'name', 'need', 'pair', 't_slot', 't_text', 't_qa', 't_back', 'w_papers', 'w_power',
  'w_words', 'c_dates', 'c_skip', 'c_hours', 'c_outcome', 'p_mode', 'p_test', 'p_public', 'p_mod', 'p_remote', 'p_quote', 'k_secret', 'k_roles', 'k_known', 'k_stop', 'k_debrief', 'k_serious',
  ...duties.map((duty) => `d_${duty}`),
]);
