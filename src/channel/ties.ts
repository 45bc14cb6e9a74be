import type { Core } from './core.ts';
import { removeOwn } from './devices.ts';
import { meetKeeper, sheetKeeper } from './meet.ts';
import { createOwnPlace } from './own-place.ts';
import { createPairings } from './pair.ts';
import type { Pairings } from './pair.ts';
import { createSheets } from './sheet.ts';
import type { ChannelEngine } from './types.ts';

export interface Ties extends Pairings, Pick<ChannelEngine, 'removeDevice' | 'makeSheet' | 'restore'> {}

/** What is needed now and then only: pairing, one's own devices, the recovery sheet. Loaded by pairs.ts when it is. */
export function createTies(core: Core): Ties {
  const sheets = sheetKeeper(core.env);
  const own = createOwnPlace(core, sheets);
  const tools = { core, own, sheets, keeper: meetKeeper(core.env) };
  const { stop, ...pairings } = createPairings(tools);
  return {
    ...pairings, ...createSheets(tools),
    removeDevice: (device) => removeOwn(core, device),
    stop() {
      stop();
      own.stop();
    },
  };
}
