import { signal } from '@preact/signals';
import { ok, refuse } from '../domain/result.ts';
import type { Result } from '../domain/result.ts';
import { removeOwn } from './devices.ts';
import type { Place } from './meet.ts';
import { advanceGuest } from './pair-guest.ts';
import { advanceHost, waitFor, withoutDevice } from './pair-host.ts';
import type { Tools } from './pair-host.ts';
import { failed, isBusy, isUnderWay, readRecord, viewOf } from './pair-record.ts';
import type { Advance, PairingRecord } from './pair-record.ts';
import { bytesOf } from './own-bytes.ts';
import { beginGuest, beginHost } from './pair-start.ts';
import type { Begun } from './pair-start.ts';
import { said } from './pair-verdict.ts';
import type { Writing } from './store.ts';
import type { ChannelEngine, Pairing, PairingProblem } from './types.ts';

// Drives a pairing: whatever is kept of it goes on, one step after the other, while the app is on the screen.

export interface Pairings extends Pick<ChannelEngine, 'host' | 'join' | 'compare' | 'endPairing'> {
  /** As it is now; a signal is read, so that whoever draws it hears of changes. */
  view(): Pairing | null;
  stop(): void;
}

/** How often the meeting place is asked, in milliseconds; and after some minutes in which nothing came. */
const POLL = 3_000;
const POLL_LATER = 15_000;
const PATIENCE = 10 * 60_000;

const placeOf = ({ state: { meet } }: PairingRecord): Place => ({ id: bytesOf(meet.id), token: bytesOf(meet.token) });

export function createPairings(tools: Tools): Pairings {
  const { core: { env, store }, keeper } = tools;
  const trouble = signal<PairingProblem | null>(null);
  let cancel = (): void => undefined;
  let [isOver, movedAt] = [false, Date.parse(env.now())];

  const recordNow = (): PairingRecord | null => readRecord(store.get('pairing', ''));

  /** False where it is not any more what it was, by another tab or by a tap. */
  const keep = (before: PairingRecord, next: PairingRecord | null, also?: (tx: Writing) => boolean): Promise<boolean> =>
    store.change((tx) => {
      const now = readRecord(tx.get('pairing', ''));
      if (now?.rev !== before.rev || now.state.meet.id !== before.state.meet.id || (also && !also(tx))) return false;
      if (next) tx.put('pairing', '', { ...next, rev: before.rev + 1 });
      else tx.remove('pairing', '');
      return true;
    });

  async function write(record: PairingRecord, place: Place): Promise<Advance> {
    const [first, ...rest] = record.out;
    if (!first) throw new Error('nothing to write');
    const written = await keeper.write(place, first.step, bytesOf(first.bytes));
    // The host ends the place when it has read the yes; that the answer to it was lost changes nothing.
    if (written.ok || (!isUnderWay(record) && written.reason === 'gone')) return { next: { ...record, out: rest } };
    if (written.reason === 'no-network' || written.reason === 'busy') return { wait: written.reason };
    // Something else stands there: somebody else has used the code.
    const why = written.reason === 'taken' && first.step !== 1 ? 'altered' : 'wrong-code';
    return { next: { ...failed(record, why, false).next, out: [] } };
  }

  async function end(record: PairingRecord, place: Place): Promise<Advance> {
    const ended = await keeper.end(place);
    return ended.ok || ended.reason === 'gone' ? { next: { ...record, ends: false } } : { wait: waitFor(ended.reason) };
  }

  async function advance(record: PairingRecord): Promise<Advance> {
    const place = placeOf(record);
    if (isUnderWay(record) && record.until !== null && record.until < env.now().slice(0, 10)) {
      const { next } = failed({ ...record, out: [] }, 'wrong-code');
      return next.role === 'host' ? withoutDevice(tools, next) : { next };
    }
    if (record.out.length > 0) return write(record, place);
    if (!isUnderWay(record)) return end(record, place);
    return record.role === 'host' ? advanceHost(tools, record, place) : advanceGuest(tools, record, place);
  }

  /** Goes as far as it can now. */
  async function run(): Promise<void> {
    for (let record = recordNow(); record && isBusy(record) && !isOver; record = recordNow()) {
      const step = await advance(record);
      if ('wait' in step) {
        trouble.value = step.wait;
        return;
      }
      trouble.value = null;
      if (isOver || !(await keep(record, step.next, step.also))) return;
      movedAt = Date.parse(env.now());
      if (step.next.isHidden && !isBusy(step.next)) await store.change((tx) => tx.remove('pairing', ''));
    }
  }

  async function pump(): Promise<void> {
    cancel();
    const record = recordNow();
    if (isOver || !record || !env.isVisible()) return;
    try {
      // One tab at a time; another one sees what came of it in the store.
      await env.exclusively(`rasti-m-pairing-${record.role}-${record.state.meet.id}`, run);
    } finally {
      const now = recordNow();
      if (!isOver && now && isBusy(now)) {
        cancel();
        cancel = env.after(Date.parse(env.now()) - movedAt > PATIENCE ? POLL_LATER : POLL, go);
      }
    }
  }
  // What breaks here (a full store, above all) has changed nothing, and the next try comes by itself.
  const go = (): void => void pump().catch(() => undefined);

  async function begin(begun: Promise<Result<Begun, PairingProblem>>): Promise<Result<null, PairingProblem>> {
    const made = await begun;
    if (!made.ok) return made;
    await endPairing();
    // A yes that was still to be said, now that there is a network.
    await pump();
    await store.change((tx) => {
      tx.put('pairing', '', made.value.record);
      const self = tx.get('self', '');
      if (self) tx.put('self', '', { ...self, card: made.value.card });
    });
    movedAt = Date.parse(env.now());
    await pump();
    const record = recordNow();
    // Somebody was faster with the code: nothing has begun.
    if (record?.step === 'failed' && record.role === 'guest' && record.state.steps < 3) {
      await store.change((tx) => tx.remove('pairing', ''));
      return refuse(record.why ?? 'wrong-code');
    }
    return ok(null);
  }

  async function endPairing(): Promise<void> {
    const record = recordNow();
    if (!record) return;
    if (!isUnderWay(record) && isBusy(record)) {
      // A yes or a no that the other side still waits for. Where a step was taken from it meanwhile, it is what that left.
      return (await keep(record, { ...record, isHidden: true })) ? go() : endPairing();
    }
    // The guest may be in already; then so is the host, or what is written there would reach nobody.
    if (isUnderWay(record) && record.role === 'host' && record.state.steps === 4) {
      const last = await advanceHost(tools, record, placeOf(record));
      if ('next' in last && last.next.step === 'done') {
        if (await keep(record, { ...last.next, isHidden: true }, last.also)) return go();
        if (recordNow()?.rev !== record.rev) return endPairing();
      }
    }
    await store.change((tx) => tx.remove('pairing', ''));
    // The other side sees that the place is gone. Without a network it waits until the code is too old.
    if (!isUnderWay(record)) return;
    void keeper.end(placeOf(record));
    // One that was put on the list already, and will not come.
    if (record.role === 'host' && record.state.peer?.device) await removeOwn(tools.core, record.state.peer.device.card.id);
  }

  const awake = env.onWake(go);
  go();
  return {
    view() {
      void store.version.value;
      const record = recordNow();
      return record && !record.isHidden ? viewOf(record, trouble.value) : null;
    },
    host: (what, card) => begin(beginHost(tools, what, card)),
    join: (code, card, what = 'channel') => begin(beginGuest(tools, code, card, what)),
    async compare(same) {
      // A step may be taken from it meanwhile: what somebody has said counts all the same.
      for (let record = recordNow(); record?.step === 'compare' && !isOver; record = recordNow()) {
        if (await keep(record, await said(tools.core, record, same))) return pump();
      }
    },
    endPairing,
    stop() {
      isOver = true;
      cancel();
      awake();
    },
  };
}
