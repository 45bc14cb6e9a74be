import { sessionTypes } from '../domain/terms.ts';
import type { Session } from '../domain/session.ts';

export type SessionType = Session['type'];

export const typeLabels: Readonly<Record<SessionType, string>> = {
  training_talk: 'staff:type.training_talk',
  working_group: 'staff:type.working_group',
  codev_series: 'staff:type.codev_series',
  panel_hybrid: 'staff:type.panel_hybrid',
  client_pair: 'staff:type.client_pair',
  series_part: 'staff:type.series_part',
  group_lead: 'staff:type.group_lead',
  forum: 'staff:type.forum',
  peer_supervision: 'staff:type.peer_supervision',
  pre_talk: 'staff:type.pre_talk',
  after_talk: 'staff:type.after_talk',
};

export const typeOptions = sessionTypes.map((type) => ({ value: type, label: typeLabels[type] }));
