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
  /**
   * under18  nobody stores an age: the item shows once the coordinator has filled it in
   * hybrid   one can be in the room or not        net     somebody can be there over the net
   * eating   not over the net, unless food is promised all the same
   */
  readonly onlyIf?: 'under18' | 'hybrid' | 'net' | 'eating';
  readonly suggests?: true;
  /** No two of what is suggested can be meant at once. */
  readonly isOne?: true;
  /** Somebody has to act on it, so it cannot be kept to oneself: one's words go to the coordinators. */
  readonly actedOn?: true;
  /** A boundary that the host of the session may have to know of, in one exact sentence. */
  readonly host?: true;
}

export const groups = ['about', 'limits', 'practical', 'after'] as const;

type Sets = Item['sets'];
const events: Sets = ['training_talk', 'working_group', 'codev_series', 'series_part', 'panel_hybrid', 'client_pair', 'group_lead', 'forum'];
const talks: Sets = ['pre_talk', 'after_talk'];
/** Where several people sit together. The two talks are between oneself and somebody one knows. */
const meetings: Sets = [...events, 'peer_supervision'];
const all: Sets = [...meetings, ...talks];
const series: Sets = ['codev_series', 'series_part'];
const panels: Sets = ['panel_hybrid', 'forum'];

export const items: readonly Item[] = [
  { id: 'what', sets: all, kind: 'know', tier: 'core', group: 'about', filledBy: 'coordinator' },
  { id: 'room', sets: all, kind: 'know', tier: 'core', group: 'about', filledBy: 'coordinator' },
  { id: 'place', sets: all, kind: 'know', tier: 'core', group: 'about', filledBy: 'coordinator' },
  { id: 'mine', sets: all, kind: 'choose', tier: 'more', group: 'limits', filledBy: 'youth', host: true },
  { id: 'noask', sets: meetings, kind: 'choose', tier: 'core', group: 'limits', filledBy: 'youth', suggests: true, host: true },
  { id: 'break', sets: meetings, kind: 'choose', tier: 'core', group: 'limits', filledBy: 'youth', suggests: true, host: true },
  { id: 'leave', sets: all, kind: 'know', tier: 'more', group: 'limits', filledBy: 'coordinator' },
  { id: 'later', sets: [...meetings, 'after_talk'], kind: 'know', tier: 'more', group: 'after', filledBy: 'coordinator' },
  { id: 'fee', sets: all, kind: 'know', tier: 'core', group: 'practical', filledBy: 'coordinator' },
  { id: 'travel', sets: all, kind: 'choose', tier: 'core', group: 'practical', filledBy: 'both', suggests: true, isOne: true, actedOn: true },
  { id: 'adult', sets: all, kind: 'know', tier: 'core', group: 'practical', filledBy: 'coordinator', onlyIf: 'under18' },
  { id: 'food', sets: all, kind: 'choose', tier: 'core', group: 'practical', filledBy: 'youth', suggests: true, actedOn: true, onlyIf: 'eating' },
  { id: 'contact', sets: all, kind: 'know', tier: 'core', group: 'after', filledBy: 'coordinator' },
  { id: 'after', sets: events, kind: 'choose', tier: 'core', group: 'after', filledBy: 'both', suggests: true, isOne: true, actedOn: true },
  { id: 'name', sets: events, kind: 'choose', tier: 'more', group: 'about', filledBy: 'both', suggests: true, host: true },
  { id: 'need', sets: all, kind: 'ask', tier: 'more', group: 'limits', filledBy: 'youth', suggests: true, host: true },
  { id: 'pair', sets: meetings, kind: 'ask', tier: 'more', group: 'about', filledBy: 'both' },
  { id: 't_slot', sets: ['training_talk'], kind: 'know', tier: 'core', group: 'about', filledBy: 'coordinator' },
  { id: 't_text', sets: ['training_talk', 'group_lead'], kind: 'do', tier: 'more', group: 'limits', filledBy: 'youth' },
  { id: 't_qa', sets: ['training_talk'], kind: 'choose', tier: 'core', group: 'limits', filledBy: 'both', suggests: true, isOne: true, host: true },
  { id: 't_back', sets: ['training_talk', 'group_lead'], kind: 'choose', tier: 'more', group: 'limits', filledBy: 'both', host: true },
  { id: 'w_papers', sets: ['working_group'], kind: 'know', tier: 'core', group: 'about', filledBy: 'coordinator' },
  { id: 'w_power', sets: ['working_group', ...series, 'forum'], kind: 'know', tier: 'core', group: 'about', filledBy: 'coordinator' },
  { id: 'w_words', sets: ['working_group'], kind: 'know', tier: 'more', group: 'about', filledBy: 'coordinator' },
  { id: 'c_dates', sets: series, kind: 'know', tier: 'core', group: 'about', filledBy: 'coordinator' },
  { id: 'c_skip', sets: series, kind: 'know', tier: 'more', group: 'limits', filledBy: 'coordinator' },
  { id: 'c_hours', sets: series, kind: 'know', tier: 'core', group: 'practical', filledBy: 'coordinator' },
  { id: 'c_outcome', sets: [...series, 'working_group', ...panels], kind: 'know', tier: 'more', group: 'after', filledBy: 'coordinator' },
  { id: 'p_mode', sets: panels, kind: 'choose', tier: 'core', group: 'about', filledBy: 'youth', suggests: true, isOne: true, actedOn: true, onlyIf: 'hybrid' },
  { id: 'p_test', sets: panels, kind: 'do', tier: 'more', group: 'about', filledBy: 'youth', onlyIf: 'net' },
  { id: 'p_public', sets: panels, kind: 'know', tier: 'more', group: 'about', filledBy: 'coordinator' },
  { id: 'p_mod', sets: panels, kind: 'know', tier: 'core', group: 'limits', filledBy: 'coordinator' },
  { id: 'p_remote', sets: panels, kind: 'choose', tier: 'more', group: 'limits', filledBy: 'youth', suggests: true, host: true, onlyIf: 'net' },
  { id: 'p_quote', sets: panels, kind: 'choose', tier: 'more', group: 'limits', filledBy: 'youth', suggests: true, isOne: true, host: true },
  { id: 'k_secret', sets: ['client_pair'], kind: 'know', tier: 'core', group: 'about', filledBy: 'coordinator' },
  { id: 'k_roles', sets: ['client_pair', 'group_lead'], kind: 'know', tier: 'more', group: 'about', filledBy: 'coordinator' },
  { id: 'k_known', sets: ['client_pair'], kind: 'ask', tier: 'more', group: 'about', filledBy: 'youth' },
  { id: 'k_stop', sets: ['client_pair'], kind: 'choose', tier: 'more', group: 'limits', filledBy: 'both', host: true },
  { id: 'k_debrief', sets: ['client_pair', 'group_lead'], kind: 'know', tier: 'core', group: 'after', filledBy: 'coordinator' },
  { id: 'k_serious', sets: ['client_pair'], kind: 'know', tier: 'more', group: 'limits', filledBy: 'coordinator' },
];
