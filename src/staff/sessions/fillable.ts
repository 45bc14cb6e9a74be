import { sessionTypes } from '../../domain/terms.ts';
import type { SessionType } from '../session-types.ts';

interface Fillable {
  readonly item: string;
  readonly types: readonly SessionType[];
}

const groups: readonly SessionType[] = ['working_group', 'codev_series', 'series_part', 'forum'];
const series: readonly SessionType[] = ['codev_series', 'series_part'];

/**
 * Checklist items that adults fill in for a session, beyond what the form asks anyway (who is there, where, travel, fee).
 * Their words are those that the young person sees: checklist.json, `item.<id>`.
 */
const fillable: readonly Fillable[] = [
  { item: 'what', types: sessionTypes },
  { item: 't_slot', types: ['training_talk'] },
  { item: 'w_papers', types: ['working_group'] },
  { item: 'w_power', types: groups },
  { item: 'w_words', types: ['working_group'] },
  { item: 'c_dates', types: series },
  { item: 'c_skip', types: series },
  { item: 'c_outcome', types: [...groups, 'panel_hybrid'] },
  { item: 'p_public', types: ['panel_hybrid', 'forum'] },
  { item: 'p_mod', types: ['panel_hybrid', 'forum'] },
  { item: 'k_secret', types: ['client_pair'] },
  { item: 'k_roles', types: ['client_pair', 'group_lead'] },
  { item: 'k_debrief', types: ['client_pair', 'group_lead'] },
  { item: 'k_serious', types: ['client_pair'] },
  { item: 'leave', types: sessionTypes },
  { item: 'adult', types: sessionTypes },
];

export const fillableFor = (type: SessionType): readonly string[] => fillable.filter((one) => one.types.includes(type)).map((one) => one.item);

/** Every item that some kind of session has. */
export const fillableItems: readonly string[] = fillable.map(({ item }) => item);
