import type { Fee } from '../domain/fee.ts';
import type { SessionType } from './session-types.ts';

/** One row of a payer's rate table. Cents are before tax; `label` is the key of its words. */
export interface Rate {
  readonly id: string;
  readonly table: 'pirkanmaa-proposal' | 'satakunta-recommendation';
  readonly label: string;
  readonly unit: Fee['unit'];
  readonly cents: number;
  /** What the amount covers as the table says it; never guessed where the table is silent. */
  readonly includes: Fee['includes'];
}

const pirkanmaa = 'pirkanmaa-proposal';
const satakunta = 'satakunta-recommendation';

/**
 * The two tables that have amounts. They disagree, and neither is binding (a proposal and a recommendation): the
 * coordinator chooses a row, and its amount is frozen into the session.
 */
export const rates: readonly Rate[] = [
  { id: 'pirk-codev-hour', table: pirkanmaa, label: 'staff:rate.pirk-codev-hour', unit: 'hour', cents: 2000, includes: 'not-stated' },
  { id: 'pirk-client-pair', table: pirkanmaa, label: 'staff:rate.pirk-client-pair', unit: 'occasion', cents: 3000, includes: 'prep-and-after' },
  { id: 'pirk-group-talk', table: pirkanmaa, label: 'staff:rate.pirk-group-talk', unit: 'occasion', cents: 3000, includes: 'prep-and-after' },
  { id: 'pirk-group-lead', table: pirkanmaa, label: 'staff:rate.pirk-group-lead', unit: 'occasion', cents: 3000, includes: 'prep-and-after' },
  { id: 'pirk-working-group', table: pirkanmaa, label: 'staff:rate.pirk-working-group', unit: 'occasion', cents: 4000, includes: 'prep-and-after' },
  { id: 'pirk-training', table: pirkanmaa, label: 'staff:rate.pirk-training', unit: 'occasion', cents: 5000, includes: 'prep-and-after' },
  { id: 'pirk-own-reception', table: pirkanmaa, label: 'staff:rate.pirk-own-reception', unit: 'occasion', cents: 6000, includes: 'prep' },
  { id: 'sata-lecture', table: satakunta, label: 'staff:rate.sata-lecture', unit: 'occasion', cents: 3000, includes: 'not-stated' },
  { id: 'sata-meeting', table: satakunta, label: 'staff:rate.sata-meeting', unit: 'occasion', cents: 2000, includes: 'not-stated' },
  { id: 'sata-group-lead', table: satakunta, label: 'staff:rate.sata-group-lead', unit: 'hour', cents: 1500, includes: 'not-stated' },
];

export const tableLabels: Readonly<Record<Rate['table'], string>> = {
  'pirkanmaa-proposal': 'staff:rate-table.pirkanmaa',
  'satakunta-recommendation': 'staff:rate-table.satakunta',
};

export const findRate = (id: string): Rate | undefined => rates.find((rate) => rate.id === id);

/** Rows that fit a type of session come first in the form; any other can be chosen too. */
export const usualRates: Readonly<Record<SessionType, readonly string[]>> = {
  training_talk: ['pirk-training', 'sata-lecture'],
  working_group: ['pirk-working-group', 'sata-meeting'],
  codev_series: ['pirk-codev-hour'],
  panel_hybrid: ['pirk-training', 'pirk-group-talk'],
  client_pair: ['pirk-client-pair'],
  series_part: ['sata-meeting', 'pirk-codev-hour'],
  group_lead: ['pirk-group-lead', 'sata-group-lead'],
  forum: ['pirk-group-talk', 'sata-meeting'],
  peer_supervision: ['sata-meeting'],
  pre_talk: [],
  after_talk: [],
};
