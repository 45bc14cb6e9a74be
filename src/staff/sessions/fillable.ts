import type { SessionType } from '../session-types.ts';

interface Fillable {
  readonly item: string;
  readonly types: readonly SessionType[];
}

const all: readonly SessionType[] = ['training_talk', 'working_group', 'codev_series', 'panel_hybrid', 'client_pair'];

/**
 * Checklist items that adults fill in for a session, beyond what the form asks anyway (who is there, where, travel, fee).
 * Their words are those that the young person sees: checklist.json, `item.<id>`.
 */
const fillable: readonly Fillable[] = [
  { item: 'what', types: all },
  { item: 't_slot', types: ['training_talk'] },
  { item: 'w_papers', types: ['working_group'] },
  { item: 'w_power', types: ['working_group', 'codev_series'] },
  { item: 'w_words', types: ['working_group'] },
  { item: 'c_dates', types: ['codev_series'] },
  { item: 'c_skip', types: ['codev_series'] },
  { item: 'c_outcome', types: ['codev_series', 'working_group', 'panel_hybrid'] },
  { item: 'p_public', types: ['panel_hybrid'] },
  { item: 'p_mod', types: ['panel_hybrid'] },
  { item: 'k_secret', types: ['client_pair'] },
  { item: 'k_roles', types: ['client_pair'] },
  { item: 'k_debrief', types: ['client_pair'] },
  { item: 'k_serious', types: ['client_pair'] },
  { item: 'leave', types: all },
  { item: 'adult', types: all },
];

export const fillableFor = (type: SessionType): readonly string[] => fillable.filter((one) => one.types.includes(type)).map((one) => one.item);
