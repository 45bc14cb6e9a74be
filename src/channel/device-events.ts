import type { Chain } from '../crypto/chain.ts';
import type { ThreadRecord } from './records.ts';
import type { Writing } from './store.ts';

/** What happened to somebody's list of devices, in words' stead. `name`: whose it is; empty for one's own. */
export function deviceEvents(was: Chain, is: Chain, name: string, at: string): ThreadRecord['events'] {
  const missing = (from: Chain, there: Chain): number => from.live.filter(({ id }) => !there.live.some((one) => one.id === id)).length;
  const times = (count: number, what: 'device-added' | 'device-removed') => Array.from({ length: count }, () => ({ at, what, name }));
  return [...times(missing(is, was), 'device-added'), ...times(missing(was, is), 'device-removed')];
}

/**
 * Another of one's own devices has changed one's list: that is told in each open channel, because somebody who had an open
 * telephone in their hands for a moment may have done it.
 */
export function tellOwnDevices(tx: Writing, was: Chain, is: Chain, at: string): void {
  const events = deviceEvents(was, is, '', at);
  if (events.length === 0) return;
  for (const thread of tx.all('thread')) if (thread.kind === 'channel' && thread.state === 'open') tx.put('thread', thread.id, { ...thread, events: [...thread.events, ...events] });
}
