import type { Said } from './arrive.ts';
import { breakOff, putDeputyOut } from './break-off.ts';
import { deviceEvents, tellOwnDevices } from './device-events.ts';
import { withGrown } from './grow.ts';
import { withLeaving } from './leaving.ts';
import { isUnlike, toldOf } from './people.ts';
import type { Writing } from './store.ts';

/**
 * Looks at what an envelope tells of anybody's devices, in the transaction in which it is taken in, and takes over what is
 * new of them. False where nothing else that it says counts.
 */
export function judge(tx: Writing, id: string, said: Said, now: string): boolean {
  const [thread, self] = [tx.get('thread', id), tx.get('self', '')];
  if (!thread || !self) return false;
  const speaker = thread.members.find(({ chain }) => chain.genesis === said.who) ?? null;
  // 1. Another chain than the pinned one, or another view of anybody's: nothing that it says counts, and nothing is sent.
  // Where a deputy says so, the deputy goes; and where it is about a deputy, it is the deputy who shows two lists.
  const liar = speaker?.role === 'deputy' ? speaker : null;
  const isBroken = said.grown === 'broken';
  const grown = said.grown && said.grown !== 'broken' ? withGrown({ thread, self }, said.who, said.grown) : { thread, self };
  const unlike = toldOf(grown.thread, grown.self, said.payload.heads).find(isUnlike);
  if (isBroken || unlike) {
    const deputy = liar ?? thread.members.find(({ role, chain }) => !isBroken && role === 'deputy' && chain.genesis === unlike?.who);
    if (!deputy) {
      breakOff(tx, thread, now);
      return false;
    }
    putDeputyOut(tx, thread, deputy, now);
    return liar ? false : judge(tx, id, said, now);
  }

  // 2. Devices that came and went.
  const writer = grown.thread.members.find(({ chain }) => chain.genesis === said.who);
  const events = writer && speaker ? deviceEvents(speaker.chain, writer.chain, writer.card.name, now) : [];
  const told = { ...grown.thread, events: [...thread.events, ...events] };
  tx.put('thread', id, events.some(({ what }) => what === 'device-removed') ? withLeaving(told) : told);
  if (grown.self !== self) {
    tx.put('self', '', grown.self);
    tellOwnDevices(tx, self.chain, grown.self.chain, now);
  }
  return true;
}
