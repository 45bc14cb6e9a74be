import { withGrown } from './arrive.ts';
import type { Arrival, Envelope, Ground, Said } from './arrive.ts';
import { takeTold } from './acks.ts';
import { breakOff, putDeputyOut } from './break-off.ts';
import { deviceEvents, tellOwnDevices } from './device-events.ts';
import { takeMessage, tell } from './lines.ts';
import { DONE_MAX, KEPT_MAX, RAW_MAX, TEXT_MAX } from './limits.ts';
import { joinBody } from './payload.ts';
import { isUnlike, newHeard, withNumber } from './people.ts';
import type { Heard } from './records.ts';
import type { Writing } from './store.ts';

// The second half of taking in what came: does it, in one transaction, so that a killed tab has all of it or nothing.

/**
 * Takes in what a reply brought. False, with nothing done, where it was prepared on something that is true no more:
 * another tab was faster. It is then prepared again.
 */
export function take(tx: Writing, ground: Ground, arrivals: readonly { readonly envelope: Envelope; readonly arrival: Arrival }[], now: string): boolean {
  const [thread, self] = [tx.get('thread', ground.thread.id), tx.get('self', '')];
  if (!thread || thread.members !== ground.thread.members || self?.chain !== ground.self.chain) return false;
  if (thread.up.after !== ground.thread.up.after || thread.down.after !== ground.thread.down.after) return false;
  for (const { envelope: { box, n }, arrival } of arrivals) {
    const before = tx.get('thread', thread.id) ?? thread;
    // What comes behind it may be by whoever it was broken off for.
    if (before.state === 'changed') break;
    // A server that gives older ones once more gives nothing.
    if (n <= before[box].after) continue;
    tx.put('thread', thread.id, { ...before, [box]: { ...before[box], after: n } });
    if (arrival.kind === 'unopened') keepRaw(tx, thread.id, `${box}/${n}`, arrival, now);
    if (arrival.kind === 'said') takeSaid(tx, thread.id, arrival, now);
  }
  return true;
}

/** What could not be opened was tried again: what can be now is taken in, at whatever place it had. */
export function takeRaw(tx: Writing, ground: Ground, key: string, arrival: Arrival, now: string): void {
  const thread = tx.get('thread', ground.thread.id);
  const isStale = thread?.members !== ground.thread.members || tx.get('self', '')?.chain !== ground.self.chain;
  if (isStale || thread.state === 'changed' || arrival.kind !== 'said' || !tx.get('raw', key)) return;
  tx.remove('raw', key);
  takeSaid(tx, ground.thread.id, arrival, now);
}

/** What comes is always kept, or fakes could keep out what a new device says; the oldest go, and what nobody has signed first. */
function keepRaw(tx: Writing, thread: string, place: string, { why, sealed }: Extract<Arrival, { kind: 'unopened' }>, now: string): void {
  const signed = (raw: { why: string }): number => (raw.why === 'altered' ? 0 : 1);
  const there = tx.all('raw', `${thread}/`).sort((a, b) => signed(a) - signed(b) || (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  for (const raw of there.slice(0, Math.max(0, there.length + 1 - RAW_MAX))) tx.remove('raw', `${thread}/${raw.place}`);
  tx.put('raw', `${thread}/${place}`, { thread, place, sealed, why, at: now });
}

function takeSaid(tx: Writing, id: string, said: Said, now: string): void {
  const [thread, self] = [tx.get('thread', id), tx.get('self', '')];
  if (!thread || !self) return;
  const speaker = thread.members.find(({ chain }) => chain.genesis === said.who) ?? null;
  // Somebody who was put out by what came just before it.
  if (said.who !== null && speaker?.state !== 'in') return;
  // 1. Another chain than the pinned one, or another view of anybody's: nothing that it says counts, and nothing is sent.
  // Where a deputy says so, the deputy goes; and where it is about a deputy, it is the deputy who shows two lists.
  const liar = speaker?.role === 'deputy' ? speaker : null;
  if (said.grown === 'broken') return liar ? putDeputyOut(tx, thread, liar, now) : breakOff(tx, thread, now);
  const grown = said.grown ? withGrown({ thread, self }, said.who, said.grown) : { thread, self };
  const known = [grown.self.chain, ...grown.thread.members.filter(({ state }) => state !== 'out').map(({ chain }) => chain)];
  const heads = said.payload.heads.flatMap((head) => known.filter(({ genesis }) => genesis === head.who).map((chain) => ({ ...head, chain })));
  const unlike = heads.find(({ chain, seq, head }) => isUnlike(chain, seq, head));
  if (unlike) {
    const deputy = liar ?? thread.members.find(({ role, chain }) => role === 'deputy' && chain.genesis === unlike.who);
    if (!deputy) return breakOff(tx, thread, now);
    putDeputyOut(tx, thread, deputy, now);
    return liar ? undefined : takeSaid(tx, id, said, now);
  }

  // 2. Devices that came and went.
  if (grown.self !== self) tx.put('self', '', grown.self);
  const writer = grown.thread.members.find(({ chain }) => chain.genesis === said.who) ?? null;
  const events = writer && speaker && said.grown ? deviceEvents(speaker.chain, writer.chain, writer.card.name, now) : [];

  // 3. Numbers: what is missing, and what it knows of the devices here.
  const { t, seq } = said.payload;
  const first = thread.heard[said.device] ?? newHeard(thread.fromStart, t === 'note' ? seq + 1 : seq);
  const numbered = withNumber(first, seq, t !== 'note', now);
  const knows = heads.find(({ who }) => who === self.chain.genesis)?.seq ?? null;
  const isBehind = heads.some(({ chain, seq: told }) => told > chain.seq);
  const heard: Heard = { ...numbered, knows: knows ?? first.knows, behind: isBehind ? (first.behind ?? now) : null };
  tx.put('thread', id, {
    ...grown.thread, events: [...thread.events, ...events], heard: { ...thread.heard, [said.device]: heard },
    lastHeard: writer && said.payload.at <= now && said.payload.at > (thread.lastHeard ?? '') ? said.payload.at : thread.lastHeard,
  });

  if (grown.self !== self) tellOwnDevices(tx, self.chain, grown.self.chain, now);

  // 4. What it acknowledges and takes back. 5. What it says.
  takeTold(tx, id, said, now);
  if (t !== 'note') takeBody(tx, id, said, now);
}

function takeBody(tx: Writing, id: string, { payload, device, who, control }: Said, now: string): void {
  const { part, body = '', about } = payload;
  const thread = tx.get('thread', id);
  if (!part || !thread) return;
  const [isMessage, heard] = [payload.t === 'msg', thread.heard[device]];
  const there = isMessage ? tx.get('line', `${id}/${payload.id}`) : undefined;
  if (there && who !== null && there.by !== who) {
    // Ids are random, so somebody has taken this one who saw it on its way. What was only spoken of gives way; a line that
    // stands here stays, and then this one is not acknowledged: its writer is not told that it was shown.
    if (there.state !== 'withdrawn' || there.order > 0) return;
    tx.remove('line', `${id}/${payload.id}`);
  }
  if (isMessage ? tx.get('line', `${id}/${payload.id}`) : heard?.done.includes(payload.id)) {
    // Put once more because the acknowledgement did not come: so it is said once more.
    if (who !== null) tell(tx, id, 'got', payload.id);
    const line = tx.get('line', `${id}/${payload.id}`);
    if (who !== null && line?.by === who && line.seen) tell(tx, id, 'read', payload.id);
    return;
  }
  const key = `${id}/${device}/${payload.id}`;
  const parts = tx.get('parts', key);
  const bodies = { ...parts?.bodies, [part.i]: body };
  const whole = joinBody(bodies, part.of);
  const words = about ?? parts?.about ?? null;
  if (whole === null && !parts) makeRoom(tx, `${id}/${device}/`);
  if (whole === null) return tx.put('parts', key, { of: part.of, bodies, about: words, since: parts?.since ?? now });
  tx.remove('parts', key);
  if (who !== null) tell(tx, id, 'got', payload.id);
  // Nobody writes more with this app: what is longer came of another program, and is cut.
  if (isMessage) return takeMessage(tx, id, { id: payload.id, by: who, device, seq: payload.seq - part.i, text: whole.slice(0, TEXT_MAX), about: words, written: payload.at }, now);
  const after = tx.get('thread', id) ?? thread;
  if (heard) tx.put('thread', id, { ...after, heard: { ...after.heard, [device]: { ...heard, done: [...heard.done, payload.id].slice(-DONE_MAX) } } });
  control?.apply(tx, tx.get('thread', id) ?? after);
}

/** So many messages of one device may be here in part; the oldest go. Whoever wrote one puts all of it once more. */
function makeRoom(tx: Writing, begin: string): void {
  const there = tx.ids('parts', begin).map((key) => ({ key, since: tx.get('parts', key)?.since ?? '' })).sort((a, b) => (a.since < b.since ? -1 : 1));
  for (const { key } of there.slice(0, Math.max(0, there.length + 1 - KEPT_MAX))) tx.remove('parts', key);
}
