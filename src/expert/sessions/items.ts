import type { Session } from '../../domain/session.ts';

/**
 * What there is to think of before a session, after the design's checklist.json (40 items, each from a source document).
 * Words are in locales/<language>/checklist.json: `item.<id>`, `hint.<id>`, and `suggest.<id>` where there are suggestions.
 *
 * know    the adults tell; the young expert reads        choose, do   the young expert decides or does
 * ask     something to raise, if they want to            more         shown behind "More, if you want"
 */
export interface Item {
  readonly id: string;
  readonly sets: readonly Session['type'][];
  readonly kind: 'know' | 'choose' | 'do' | 'ask';
  readonly tier: 'core' | 'more';
  readonly group: (typeof groups)[number];
  readonly filledBy: 'coordinator' | 'youth' | 'both';
  /** Nobody stores an age: the item shows once the coordinator has filled it in. */
  readonly onlyIf?: 'under18';
  readonly suggests?: true;
  /** Somebody has to act on it, so it cannot be kept to oneself: one's words go to the coordinators. */
  readonly actedOn?: true;
}

export const groups = ['about', 'limits', 'practical', 'after'] as const;

const all = ['training_talk', 'working_group', 'codev_series', 'panel_hybrid', 'client_pair'] as const;

export const items: readonly Item[] = [
  { id: 'what', sets: all, kind: 'know', tier: 'core', group: 'about', filledBy: 'coordinator' },
  { id: 'room', sets: all, kind: 'know', tier: 'core', group: 'about', filledBy: 'coordinator' },
  { id: 'place', sets: all, kind: 'know', tier: 'core', group: 'about', filledBy: 'coordinator' },
  { id: 'mine', sets: all, kind: 'choose', tier: 'more', group: 'limits', filledBy: 'youth' },
  { id: 'noask', sets: all, kind: 'choose', tier: 'core', group: 'limits', filledBy: 'youth', suggests: true },
  { id: 'break', sets: all, kind: 'choose', tier: 'core', group: 'limits', filledBy: 'youth', suggests: true },
  { id: 'leave', sets: all, kind: 'know', tier: 'more', group: 'limits', filledBy: 'coordinator' },
  { id: 'later', sets: all, kind: 'know', tier: 'more', group: 'after', filledBy: 'coordinator' },
  { id: 'fee', sets: all, kind: 'know', tier: 'core', group: 'practical', filledBy: 'coordinator' },
  { id: 'travel', sets: all, kind: 'choose', tier: 'core', group: 'practical', filledBy: 'both', suggests: true },
  { id: 'adult', sets: all, kind: 'know', tier: 'core', group: 'practical', filledBy: 'coordinator', onlyIf: 'under18' },
  { id: 'food', sets: all, kind: 'choose', tier: 'core', group: 'practical', filledBy: 'youth', suggests: true, actedOn: true },
  { id: 'contact', sets: all, kind: 'know', tier: 'core', group: 'after', filledBy: 'coordinator' },
  { id: 'after', sets: all, kind: 'choose', tier: 'core', group: 'after', filledBy: 'both', suggests: true, actedOn: true },
  { id: 'name', sets: all, kind: 'choose', tier: 'more', group: 'about', filledBy: 'both', suggests: true },
  { id: 'need', sets: all, kind: 'ask', tier: 'more', group: 'limits', filledBy: 'youth', suggests: true },
  { id: 'pair', sets: all, kind: 'ask', tier: 'more', group: 'about', filledBy: 'both' },
  { id: 't_slot', sets: ['training_talk'], kind: 'know', tier: 'core', group: 'about', filledBy: 'coordinator' },
  { id: 't_text', sets: ['training_talk'], kind: 'do', tier: 'more', group: 'limits', filledBy: 'youth' },
  { id: 't_qa', sets: ['training_talk'], kind: 'choose', tier: 'core', group: 'limits', filledBy: 'both', suggests: true },
  { id: 't_back', sets: ['training_talk'], kind: 'choose', tier: 'more', group: 'limits', filledBy: 'both' },
  { id: 'w_papers', sets: ['working_group'], kind: 'know', tier: 'core', group: 'about', filledBy: 'coordinator' },
  { id: 'w_power', sets: ['working_group', 'codev_series'], kind: 'know', tier: 'core', group: 'about', filledBy: 'coordinator' },
  { id: 'w_words', sets: ['working_group'], kind: 'know', tier: 'more', group: 'about', filledBy: 'coordinator' },
  { id: 'c_dates', sets: ['codev_series'], kind: 'know', tier: 'core', group: 'about', filledBy: 'coordinator' },
  { id: 'c_skip', sets: ['codev_series'], kind: 'know', tier: 'more', group: 'limits', filledBy: 'coordinator' },
  { id: 'c_hours', sets: ['codev_series'], kind: 'know', tier: 'core', group: 'practical', filledBy: 'coordinator' },
  { id: 'c_outcome', sets: ['codev_series', 'working_group', 'panel_hybrid'], kind: 'know', tier: 'more', group: 'after', filledBy: 'coordinator' },
  { id: 'p_mode', sets: ['panel_hybrid'], kind: 'choose', tier: 'core', group: 'about', filledBy: 'youth', suggests: true },
  { id: 'p_test', sets: ['panel_hybrid'], kind: 'do', tier: 'more', group: 'about', filledBy: 'youth' },
  { id: 'p_public', sets: ['panel_hybrid'], kind: 'know', tier: 'more', group: 'about', filledBy: 'coordinator' },
  { id: 'p_mod', sets: ['panel_hybrid'], kind: 'know', tier: 'core', group: 'limits', filledBy: 'coordinator' },
  { id: 'p_remote', sets: ['panel_hybrid'], kind: 'choose', tier: 'more', group: 'limits', filledBy: 'youth', suggests: true },
  { id: 'p_quote', sets: ['panel_hybrid'], kind: 'choose', tier: 'more', group: 'limits', filledBy: 'youth', suggests: true },
  { id: 'k_secret', sets: ['client_pair'], kind: 'know', tier: 'core', group: 'about', filledBy: 'coordinator' },
  { id: 'k_roles', sets: ['client_pair'], kind: 'know', tier: 'more', group: 'about', filledBy: 'coordinator' },
  { id: 'k_known', sets: ['client_pair'], kind: 'ask', tier: 'more', group: 'about', filledBy: 'youth' },
  { id: 'k_stop', sets: ['client_pair'], kind: 'choose', tier: 'more', group: 'limits', filledBy: 'both' },
  { id: 'k_debrief', sets: ['client_pair'], kind: 'know', tier: 'core', group: 'after', filledBy: 'coordinator' },
  { id: 'k_serious', sets: ['client_pair'], kind: 'know', tier: 'more', group: 'limits', filledBy: 'coordinator' },
];
