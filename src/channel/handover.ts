import { fromBase64url, toBase64url } from '../crypto/base64url.ts';
import { personCardSchema } from '../crypto/card.ts';
import { chainEntriesSchema } from '../crypto/chain-form.ts';
import { extendChain, keptEntries, readChain } from '../crypto/chain.ts';
import { openBytes, sealBytes } from '../crypto/envelope.ts';
import { openSheet, sealSheet, sheetOf } from '../crypto/recovery.ts';
import type { Sheet } from '../crypto/recovery.ts';
import { count, literal, maxItems, object, parse, pipe, string } from '../domain/schema.ts';
import { addThread } from './add-thread.ts';
import type { Core, OnControl } from './core.ts';
import { signerOf } from './devices.ts';
import { isOf } from './deputy-facts.ts';
import { expectedOf, expectKey } from './expected.ts';
import type { Expected } from './expected.ts';
import { id, number, token } from './fields.ts';
import { sheetKeeper } from './meet.ts';
import { bytesOf } from './own-bytes.ts';
import { placeOf, SIZES } from './own-pages.ts';
import { newThread } from './pair-thread.ts';
import { bodyOf } from './read-control.ts';
import { peerOf } from './records.ts';
import type { Member, ThreadRecord } from './records.ts';
import { sendControl } from './send-control.ts';
import type { Writing } from './store.ts';

// A handover: a young person says yes to a deputy while the contact person's devices may all be off. Who introduces a deputy
// therefore names a place at the mailbox, to both: a code, of which two places grow, kept like recovery sheets.
//
//   <code>/to     young person's phone → deputy: the channel, sealed to the devices on the deputy's list, from the yes on
//   <code>/from   deputy → phone: the deputy's list as it is now, which may have grown since the contact person told of it
//
// Before the yes nothing lies there, and the deputy is not told whom it is for. What the deputy gets is what the contact
// person's own device would give them (`share`): the secret and the boxes, and how far they were read at the yes. Nothing
// that was written before is sealed to them.

const channelSchema = object({
  v: literal(1), id: id(), secret: token(), card: personCardSchema(), contact: token(), turn: count(1_000_000),
  up: object({ box: id(), write: token(), read: token(), after: number() }), down: object({ box: id(), read: token(), after: number() }),
});
const pageSchema = object({ v: literal(1), entries: chainEntriesSchema(), sealed: string() });
const expectSchema = object({ code: pipe(string(), maxItems(64)) });

const purposeOf = (code: string): string => `handover:${code}`;
const EMPTY = { v: 1, entries: [], sealed: '' };

export interface Handovers {
  /** Names the place to the deputy, on the thread of the two. */
  expect(tx: Writing, colleague: string, code: string): void;
  /** Leaves what is to be left, and takes what was. True where a channel came. Rejects, or does less, without a network. */
  passOn(): Promise<boolean>;
}

export function createHandovers(core: Core, onControl: OnControl): Handovers {
  const { env, store } = core;
  const sheets = sheetKeeper(env);
  /** What this device has put at the place for its own list. */
  const told = new Map<string, string>();
  let spare: readonly string[] = [];
  let running: Promise<boolean> | undefined;

  onControl('expect', {
    read: async ({ body }) => {
      const read = parse(expectSchema, bodyOf(body));
      return read.ok ? read.value.code : null;
    },
    apply(tx, thread, code, { from }) {
      if (thread.kind !== 'colleague' || !from || tx.get('other', expectKey(code))) return;
      tx.put('other', expectKey(code), { code, colleague: thread.id, channel: null, turn: 0 } satisfies Expected);
    },
  });

  async function readPage(sheet: Sheet) {
    const there = await sheets.read(placeOf(sheet), 0);
    const opened = there.ok && there.value ? await openSheet(sheet, there.value) : null;
    const page = opened && parse(pageSchema, opened.value);
    return page?.ok ? page.value : null;
  }

  /** Puts it there, with a ticket where nothing ever was. */
  async function writePage(sheet: Sheet, page: object): Promise<boolean> {
    const bytes = await sealSheet(sheet, page);
    if (!bytes) return false;
    const written = await sheets.write(placeOf(sheet), 0, bytes);
    if (written.ok || written.reason !== 'gone') return written.ok;
    if (spare.length === 0) {
      const more = await core.tickets('meet');
      if (!more.ok) return false;
      spare = more.value;
    }
    const [ticket, ...others] = spare;
    spare = others;
    return ticket !== undefined && (await sheets.write(placeOf(sheet), 0, bytes, bytesOf(ticket))).ok;
  }

  /** The young person's side: what this deputy needs, where the deputy can open it. */
  async function leave(thread: ThreadRecord, member: Member): Promise<void> {
    const { handover } = member;
    if (!handover) return;
    const [to, from] = [await sheetOf(`${handover.code}/to`), await sheetOf(`${handover.code}/from`)];
    const theirs = await readPage(from);
    const extended = theirs ? await extendChain(member.chain, theirs.entries) : null;
    const grown = theirs && extended?.kind === 'grown' ? { chain: extended.chain, entries: keptEntries([...member.entries, ...theirs.entries.filter(({ body }) => !member.entries.some((one) => one.body === body))]) } : null;
    const { live, genesis } = (grown ?? member).chain;
    const left = JSON.stringify([member.turn, thread.up.box, live.map(({ id: device, turn }) => [device, turn])]);
    if (handover.left === left) return;
    const me = await core.me();
    const { up, down } = thread;
    const payload = {
      v: 1, id: thread.id, secret: thread.secret, card: me.self.card, contact: peerOf(thread).chain.genesis, turn: member.turn ?? 0,
      up: { box: down.box, write: handover.write, read: down.read, after: handover.down }, down: { box: up.box, read: up.read, after: handover.up },
    };
    const sealed = await sealBytes({ to: live, from: await signerOf(me), purpose: purposeOf(handover.code), payload }, SIZES);
    if (!sealed.ok || !(await writePage(to, { v: 1, entries: [...me.self.entries], sealed: toBase64url(sealed.value) }))) return;
    await keep(thread.id, genesis, (one) => ({ ...one, ...grown, handover: one.handover && { ...one.handover, left } }));
  }

  /** After a no: nothing lies there that a device of theirs could still find. */
  async function takeAway(thread: ThreadRecord, { chain: { genesis }, handover }: Member): Promise<void> {
    if (handover && (await writePage(await sheetOf(`${handover.code}/to`), EMPTY))) {
      await keep(thread.id, genesis, (one) => (one.state === 'in' ? one : { ...one, handover: one.handover && { ...one.handover, left: '' } }));
    }
  }

  const keep = (thread: string, genesis: string, change: (one: Member) => Member): Promise<void> => store.change((tx) => {
    const now = tx.get('thread', thread);
    if (now) tx.put('thread', thread, { ...now, members: now.members.map((one) => (one.chain.genesis === genesis ? change(one) : one)) });
  });

  /** The deputy's side. True where a channel was there. */
  async function fetch({ code, colleague, turn }: Expected): Promise<boolean> {
    const [me, page] = [await core.me(), await readPage(await sheetOf(`${code}/to`))];
    const [sealed, chain] = page ? [fromBase64url(page.sealed), await readChain(page.entries)] : [null, null];
    const opened = sealed && chain ? await openBytes(sealed, { me: { keys: me.keys }, purpose: purposeOf(code), senders: chain.live }) : null;
    const left = opened?.kind === 'opened' ? parse(channelSchema, opened.payload) : null;
    if (!page || !chain || !left?.ok) {
      // Which devices there are by now, for whoever may leave something.
      const list = JSON.stringify(me.self.entries);
      if (told.get(code) !== list && (await writePage(await sheetOf(`${code}/from`), { v: 1, entries: [...me.self.entries], sealed: '' }))) told.set(code, list);
      return false;
    }
    const { id: channel, secret, card, contact, up, down } = left.value;
    if (left.value.turn <= turn) return false;
    return store.change((tx) => {
      const [by, there] = [tx.get('thread', colleague), tx.get('thread', channel)];
      const from = by && peerOf(by);
      // A channel of somebody else's whom this colleague does not speak for.
      if (!from || from.chain.genesis !== contact || (there && !isOf(there, from))) return false;
      if (there) {
        if (there.state === 'closed') tx.put('thread', channel, { ...there, state: 'open' });
      } else {
        const members: Member[] = [
          { role: 'expert', state: 'in', chain, entries: keptEntries(page.entries), card, vouched: false, away: null },
          { role: 'contact', state: 'in', chain: from.chain, entries: from.entries, card: from.card, vouched: from.vouched, away: from.away },
        ];
        const begun = { id: channel, kind: 'channel', role: 'deputy', since: env.now(), secret, members, knew: 0, fromStart: false } as const;
        addThread(tx, { ...newThread({ ...begun, up, down }, [{ at: env.now(), what: 'paired', name: card.name }]), up, down });
      }
      tx.put('other', expectKey(code), { code, colleague, channel, turn: left.value.turn } satisfies Expected);
      // The phone hears by it that this person can read now.
      sendControl(core, tx, channel, { do: 'has', turn: left.value.turn });
      return true;
    });
  }

  async function run(): Promise<boolean> {
    for (const thread of store.all('thread')) {
      if (thread.role !== 'expert' || thread.state !== 'open') continue;
      for (const member of thread.members) {
        if (member.state === 'in' && member.has === false) await leave(thread, member);
        if (member.state === 'out' && member.handover?.left) await takeAway(thread, member);
      }
    }
    let came = false;
    for (const expected of expectedOf(store)) {
      const [colleague, channel] = [store.get('thread', expected.colleague), expected.channel === null ? undefined : store.get('thread', expected.channel)];
      if (colleague?.state === 'open' && channel?.state !== 'open') came = (await fetch(expected)) || came;
    }
    return came;
  }

  return {
    expect(tx, colleague, code) {
      sendControl(core, tx, colleague, { do: 'expect', code });
      // So that the phone, whose login should ask for nothing, finds the place made. Where this fails, it makes it itself.
      void sheetOf(`${code}/to`).then((sheet) => writePage(sheet, EMPTY)).catch(() => undefined);
    },
    passOn() {
      running ??= run().finally(() => (running = undefined));
      return running;
    },
  };
}
