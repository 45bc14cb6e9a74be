import type { ChannelState } from '../channel/types.ts';
import { list, parse, string } from '../domain/schema.ts';
import type { StaffEngine } from './context.ts';

// The channel counts a recovery sheet from the moment it is made, and a device until it is taken off the list. A sheet
// saves nothing before its characters are on paper, and neither does the computer that somebody has just lost. What this
// device alone knows of that is remembered among the drafts.

type Drafts = ReadonlyMap<string, unknown>;

const unwrittenKey = 'sheet-unwritten';
const lostKey = 'sheet-lost-devices';

/** A sheet is being made: it does not count before `sheetIsWritten`. */
export const sheetIsUnwritten = ({ drafts }: StaffEngine): Promise<void> => drafts.save(unwrittenKey, true);

/** Its characters are on paper, or the sheet from before is still the one that counts. */
export const sheetIsWritten = ({ drafts }: StaffEngine): Promise<void> => drafts.remove(unwrittenKey);

/** A sheet has brought the conversations here: the devices that were on the list are held to be lost. */
export const devicesAreLost = ({ drafts }: StaffEngine, { devices }: ChannelState): Promise<void> =>
  drafts.save(lostKey, devices.filter(({ isThis }) => !isThis).map(({ id }) => id));

export const isUnwritten = (drafts: Drafts): boolean => drafts.has(unwrittenKey);

/** What brings the conversations back when this computer is gone: another device first, then the paper; null for nothing. */
export function savedBy({ devices, hasSheet }: ChannelState, drafts: Drafts): 'device' | 'sheet' | null {
  const lost = parse(list(string()), drafts.get(lostKey));
  const others = devices.filter(({ id, isThis }) => !isThis && !(lost.ok && lost.value.includes(id)));
  if (others.length > 0) return 'device';
  return hasSheet && !isUnwritten(drafts) ? 'sheet' : null;
}

/** Whether messages survive the loss of this computer. */
export const isSafe = (state: ChannelState, drafts: Drafts): boolean => savedBy(state, drafts) !== null;
