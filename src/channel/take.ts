import type { Arrival, Ground, Prepared, Said } from './arrive.ts';
import { takeTold } from './acks.ts';
import { overfull, takeMessage, tell } from './lines.ts';
import { DONE_MAX, KEPT_MAX, RAW_MAX, TEXT_MAX } from './limits.ts';
import { joinBody } from './payload.ts';
import { isUnlike, newHeard, toldOf, withNumber } from './people.ts';
import type { Heard, RawRecord } from './records.ts';
import type { Writing } from './store.ts';

// The second half of taking in what came: does it, in one transaction, so that a killed tab has all of it or nothing.

/**
 * Takes in what a reply brought. False, with nothing done, where it was prepared on something that is true no more:
 * another tab was faster. It is then prepared again.
 */
export function take(tx: Writing, ground: Ground, arrivals: readonly Prepared[], now: string): boolean {
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

/** What comes is always kept, or fakes could keep out what a new device says; the oldest go, and what nobody has signed first. */
function keepRaw(tx: Writing, thread: string, place: string, { why, sealed }: Extract<Arrival, { kind: 'unopened' }>, now: string): void {
  const rank = (raw: RawRecord): string => (raw.why === 'altered' ? '0' : '1') + raw.at;
  for (const raw of overfull(tx.all('raw', `${thread}/`), RAW_MAX, rank)) tx.remove('raw', `${thread}/${raw.place}`);
  tx.put('raw', `${thread}/${place}`, { thread, place, sealed, why, at: now });
}

export function takeSaid(tx: Writing, id: string, said: Said, now: string): void {
  // Somebody who was put out by what came just before it says nothing.
  const isIn = said.who === null || tx.get('thread', id)?.members.some(({ chain, state }) => chain.genesis === said.who && state === 'in');
  // 1. Lists of devices.
  if (!isIn || (said.judge && !said.judge(tx, id, said, now))) return;
  const [thread, self] = [tx.get('thread', id), tx.get('self', '')];
  if (!thread || !self) return;
  const heads = toldOf(thread, self, said.payload.heads);
  if (heads.some(isUnlike)) throw new Error('nobody judged it');

  // 2. Numbers: what is missing, and what it knows of the devices here.
  const { t, seq } = said.payload;
  const first = thread.heard[said.device] ?? newHeard(thread.fromStart, t === 'note' ? seq + 1 : seq);
  const numbered = withNumber(first, seq, t !== 'note', now);
  const knows = heads.find(({ who }) => who === self.chain.genesis)?.seq ?? null;
  const isBehind = heads.some(({ chain, seq: told }) => told > chain.seq);
  const heard: Heard = { ...numbered, knows: knows ?? first.knows, behind: isBehind ? (first.behind ?? now) : null };
  tx.put('thread', id, {
    ...thread, heard: { ...thread.heard, [said.device]: heard },
    lastHeard: said.who !== null && said.payload.at <= now && said.payload.at > (thread.lastHeard ?? '') ? said.payload.at : thread.lastHeard,
  });

  // 3. What it acknowledges and takes back. 4. What it says.
  takeTold(tx, id, said, now);
  if (t !== 'note') takeBody(tx, id, said, now);
}

function takeBody(tx: Writing, id: string, { payload, device, who, control }: Said, now: string): void {
  const { part, body = '', about } = payload;
  const thread = tx.get('thread', id);
  if (!part || !thread) return;
  const [isMessage, heard, place] = [payload.t === 'msg', thread.heard[device], `${id}/${payload.id}`];
  let line = isMessage ? tx.get('line', place) : undefined;
  if (line && who !== null && line.by !== who) {
    // Ids are random, so somebody has taken this one who saw it on its way. What was only spoken of gives way; a line that
    // stands here stays, and then this one is not acknowledged: its writer is not told that it was shown.
    if (line.state !== 'withdrawn' || line.order > 0) return;
    tx.remove('line', place);
    line = undefined;
  }
  if (line || (!isMessage && heard?.done.includes(payload.id))) {
    // Put once more because the acknowledgement did not come: so it is said once more.
    if (who !== null) tell(tx, id, 'got', payload.id);
    if (who !== null && line?.by === who && line.seen) tell(tx, id, 'read', payload.id);
    return;
  }
  const key = `${id}/${device}/${payload.id}`;
  const parts = tx.get('parts', key);
  const bodies = { ...parts?.bodies, [part.i]: body };
  const whole = joinBody(bodies, part.of);
  const words = about ?? parts?.about ?? null;
  if (whole === null) {
    // So many messages of one device may be here in part; the oldest go. Whoever wrote one puts all of it once more.
    if (!parts) for (const old of overfull(tx.ids('parts', `${id}/${device}/`), KEPT_MAX, (one) => tx.get('parts', one)?.since ?? '')) tx.remove('parts', old);
    return tx.put('parts', key, { of: part.of, bodies, about: words, since: parts?.since ?? now });
  }
  tx.remove('parts', key);
  if (who !== null) tell(tx, id, 'got', payload.id);
  // Nobody writes more with this app: what is longer came of another program, and is cut.
  if (isMessage) return takeMessage(tx, id, { id: payload.id, by: who, device, seq: payload.seq - part.i, text: whole.slice(0, TEXT_MAX), about: words, written: payload.at }, now);
  const after = tx.get('thread', id) ?? thread;
  if (heard) tx.put('thread', id, { ...after, heard: { ...after.heard, [device]: { ...heard, done: [...heard.done, payload.id].slice(-DONE_MAX) } } });
  control?.apply(tx, tx.get('thread', id) ?? after);
}
