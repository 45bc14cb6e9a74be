import { toBase64url } from '../crypto/base64url.ts';
import { extendChain, keptEntries } from '../crypto/chain.ts';
import { chainEntriesSchema } from '../crypto/chain-form.ts';
import { guestDone, guestReveal, guestWelcome } from '../crypto/pairing-guest.ts';
import { cardOfKeys, useKeys } from '../crypto/stored-keys.ts';
import type { StoredKeys } from '../crypto/stored-keys.ts';
import { count, day, literal, nullable, object, parse, string } from '../domain/schema.ts';
import { dayOf } from '../domain/time.ts';
import { takeCarried, threadsOf } from './carried.ts';
import { signerOf } from './devices.ts';
import type { Place } from './meet.ts';
import { readPages } from './own-pages.ts';
import { waitFor } from './pair-host.ts';
import type { Tools } from './pair-host.ts';
import { failed } from './pair-record.ts';
import type { Advance, GuestRecord } from './pair-record.ts';
import { addOnce, guestThread, memberOf, welcomeSchema } from './pair-thread.ts';
import { cardSchema } from './records.ts';
import type { Self } from './records.ts';

// The side that types the code, one step at a time; see pair-host.ts.

type Signer = Awaited<ReturnType<typeof signerOf>>;

/** What a device is given that joins its owner's others. */
const joinSchema = object({ v: literal(1), entries: chainEntriesSchema(), own: string(), card: nullable(cardSchema), away: nullable(day()), said: count(Number.MAX_SAFE_INTEGER) });

export async function signerOfKeys(stored: StoredKeys): Promise<Signer> {
  const keys = await useKeys(stored);
  if (!keys) throw new Error('the keys of this device cannot be used');
  return { card: await cardOfKeys(stored), keys };
}

export async function advanceGuest(tools: Tools, record: GuestRecord, place: Place): Promise<Advance<GuestRecord>> {
  // The next word is one's own.
  if (record.step === 'compare') return { wait: null };
  const there = await tools.keeper.read(place, record.step === 'waiting' ? 2 : 3);
  if (!there.ok) return there.reason === 'gone' ? failed(record, 'wrong-code', false) : { wait: waitFor(there.reason) };
  if (!there.value) return { wait: null };
  if (record.step === 'confirming') return await welcomed(tools, record, there.value);
  const state = await guestReveal(record.state, there.value);
  return state ? { next: { ...record, state, step: 'compare' } } : failed(record, 'altered');
}

async function welcomed(tools: Tools, record: GuestRecord, bytes: Uint8Array): Promise<Advance<GuestRecord>> {
  const signers = await signersOf(tools, record);
  for (const me of signers) {
    const opened = await guestWelcome(record.state, bytes, { me });
    if (!opened) continue;
    if (opened.payload === null) return failed({ ...record, state: opened.state }, 'different');
    const done = await guestDone(opened.state, { me, yes: true });
    const next: GuestRecord = { ...record, state: done.state, step: 'done', out: [{ step: 4, bytes: toBase64url(done.bytes) }] };
    return record.keys ? await join(tools, record, next, record.keys, opened.payload) : take(tools, record, next, opened.payload);
  }
  return failed(record, 'altered');
}

/** The keys that the welcome may be sealed to: this device's, and those it had when the pairing began. */
async function signersOf({ core }: Tools, { keys }: GuestRecord): Promise<Signer[]> {
  if (keys) return [await signerOfKeys(keys)];
  const me = await core.me();
  const signer = await signerOf(me);
  return me.keys.map((one) => ({ ...signer, keys: one }));
}

function take({ core }: Tools, record: GuestRecord, next: GuestRecord, payload: unknown): Advance<GuestRecord> {
  const welcome = parse(welcomeSchema, payload);
  if (!welcome.ok || core.store.get('thread', welcome.value.id)) return failed(record, 'altered');
  const member = memberOf(record.state.peer, 'contact', { vouched: record.vouched, away: welcome.value.away });
  const kind = record.what === 'channel' ? 'channel' : 'colleague';
  const thread = guestThread(welcome.value, kind, member, { at: core.env.now(), knew: record.knew });
  return { next: { ...next, thread: thread.id }, also: (tx) => addOnce(tx, thread) };
}

async function join({ core, sheets }: Tools, record: GuestRecord, next: GuestRecord, keys: StoredKeys, payload: unknown): Promise<Advance<GuestRecord>> {
  const [welcome, host] = [parse(joinSchema, payload), record.state.peer];
  const [id, usable] = [(await cardOfKeys(keys)).id, await useKeys(keys)];
  const extended = welcome.ok && host?.chain ? await extendChain(host.chain, welcome.value.entries) : null;
  if (!welcome.ok || !host || !usable || extended?.kind !== 'grown' || !extended.chain.live.some((one) => one.id === id)) return failed(record, 'altered');

  const known = { chain: extended.chain, entries: keptEntries([...host.entries, ...welcome.value.entries]) };
  const pages = await readPages(sheets, welcome.value.own, known, [usable]);
  if (!pages.ok) return { wait: waitFor(pages.reason) };
  // What the host put there before it said welcome; a mailbox that holds it back gains nothing, and may think better of it.
  if (!pages.value?.found) return { wait: 'no-network' };
  const { found, chain, entries } = pages.value;
  const threads = await threadsOf(found.carried, core.store, false);
  const { card, away, said, own } = welcome.value;
  const self: Self = { id, keys, older: [], chain, entries, card: card ?? record.card, away, said, rotated: dayOf(core.env.now()) };
  return {
    next,
    also(tx) {
      // What this device is for others already, it stays.
      if (tx.all('thread').length > 0) return false;
      tx.put('self', '', self);
      tx.put('sheet', 'own', { code: own, told: '' });
      takeCarried(tx, found, threads);
      return true;
    },
  };
}
