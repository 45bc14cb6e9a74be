import { boolean, count, maxItems, object, parse, pipe, string } from '../domain/schema.ts';
import { personCardSchema } from '../crypto/card.ts';
import { keptEntries, readChain } from '../crypto/chain.ts';
import { chainEntriesSchema } from '../crypto/chain-form.ts';
import { newThread } from './pair-thread.ts';
import { addThread } from './add-thread.ts';
import { createSheetCode } from '../crypto/recovery.ts';
import type { Control, Core, OnControl } from './core.ts';
import { ended, isOf } from './deputy-facts.ts';
import { id, number, token } from './fields.ts';
import type { Handovers } from './handover.ts';
import { withLeaving } from './leaving.ts';
import { bodyOf } from './read-control.ts';
import { peerOf } from './records.ts';
import type { Member, ThreadRecord } from './records.ts';
import { sendControl } from './send-control.ts';
import type { Writing } from './store.ts';
import type { ChannelEngine } from './types.ts';

// A deputy: named by the contact person, let in by the young person alone.
//
//   introduce  contact → young person: this is whom I mean, and their list of devices
//   handover   contact → young person: where to leave what they need, as the contact may be away then (handover.ts)
//   expect     contact → deputy, on the thread of the two: where somebody may leave something; not who
//   accept     young person → contact: yes or no; from the yes on, what is written is sealed to the deputy too. A no goes
//              to the deputy as well
//   has        deputy → the others: the channel is here now, by the yes of that turn; 0 where the contact person shared it
//   share      contact → deputy: the channel, after a yes; the phone has left it for them already, as the contact may be away
//   unshare    contact → deputy: it was taken back

const DEPUTIES_MAX = 4;

const introduceSchema = object({ entries: chainEntriesSchema(), card: personCardSchema() });
const handoverSchema = object({ genesis: token(), code: pipe(string(), maxItems(64)), write: token() });
const acceptSchema = object({ genesis: token(), yes: boolean(), turn: count(1_000_000) });
const hasSchema = object({ turn: count(1_000_000) });
const unshareSchema = object({ id: id() });
const shareSchema = object({
  id: id(), secret: token(), knew: number(), entries: chainEntriesSchema(), card: personCardSchema(),
  up: object({ box: id(), write: token(), read: token(), after: number() }), down: object({ box: id(), read: token(), after: number() }),
});

const withMember = (thread: ThreadRecord, genesis: string, change: (member: Member) => Member): ThreadRecord =>
  ({ ...thread, members: thread.members.map((member) => (member.chain.genesis === genesis ? change(member) : member)) });

const deputyOf = (thread: ThreadRecord, genesis: string): Member | undefined =>
  thread.members.find(({ role, chain }) => role === 'deputy' && chain.genesis === genesis);

const turnOf = ({ turn = 0 }: Member): number => turn;

export function createDeputies(core: Core, onControl: OnControl, expect: Handovers['expect']): Pick<ChannelEngine, 'introduce' | 'answerDeputy'> & { namePlaces(): Promise<void> } {
  const { env, store } = core;
  function introduced(tx: Writing, thread: ThreadRecord, member: Pick<Member, 'chain' | 'entries' | 'card'>): boolean {
    const { genesis } = member.chain;
    if (genesis === tx.get('self', '')?.chain.genesis) return false;
    const there = thread.members.find(({ chain }) => chain.genesis === genesis);
    if (there ? there.role !== 'deputy' || there.state === 'in' : thread.members.length > DEPUTIES_MAX) return false;
    const { chain, entries, card } = member;
    const deputy: Member = { role: 'deputy', state: 'introduced', chain, entries, card, vouched: false, away: null };
    // A list that is pinned stays so: another one under the same beginning would have to go on from it.
    const next = there ? withMember(thread, genesis, (one) => ({ ...one, state: 'introduced' })) : { ...thread, members: [...thread.members, deputy] };
    tx.put('thread', thread.id, next);
    return true;
  }

  /** `turn`: the mailbox may turn answers round, or give an older one again. Of two with one turn, a no counts. */
  function answered(tx: Writing, thread: ThreadRecord, genesis: string, yes: boolean, turn: number): boolean {
    const deputy = deputyOf(thread, genesis);
    const state = yes ? 'in' : 'out';
    if (!deputy || turn < turnOf(deputy) || (turn === turnOf(deputy) && yes)) return false;
    if (deputy.state === state) {
      tx.put('thread', thread.id, withMember(thread, genesis, (one) => ({ ...one, turn })));
      return false;
    }
    // A no to somebody who was never let in is nothing that happened.
    const what = yes ? 'deputy-added' : 'deputy-ended';
    const events = yes || deputy.state === 'in' ? [...thread.events, { at: env.now(), what, name: deputy.card.name } as const] : thread.events;
    const { seq, up, down } = thread;
    const change = (one: Member): Member => yes
      ? { ...one, state, turn, from: seq, has: false, handover: one.handover && { ...one.handover, up: up.after, down: down.after, left: '' } }
      : { ...one, state, turn, last: seq + 1 };
    const next = { ...withMember(thread, genesis, change), events };
    tx.put('thread', thread.id, !yes && deputy.state === 'in' ? withLeaving(next) : next);
    return true;
  }

  onControl('introduce', {
    async read({ body }) {
      const read = parse(introduceSchema, bodyOf(body));
      const chain = read.ok ? await readChain(read.value.entries) : null;
      return read.ok && chain ? { chain, entries: keptEntries(read.value.entries), card: read.value.card } : null;
    },
    apply(tx, thread, member, { from }) {
      if (thread.kind === 'channel' && (from === null || from.role === 'contact')) introduced(tx, thread, member);
    },
  });

  onControl('handover', {
    read: async ({ body }) => {
      const read = parse(handoverSchema, bodyOf(body));
      return read.ok ? read.value : null;
    },
    apply(tx, thread, { genesis, code, write }, { from }) {
      if (thread.role !== 'expert' || thread.kind !== 'channel' || from?.role === 'deputy') return;
      const { up, down } = thread;
      tx.put('thread', thread.id, withMember(thread, genesis, (one) => (one.role === 'deputy' ? { ...one, handover: { code, write, up: up.after, down: down.after, left: '' } } : one)));
    },
  });

  /** Tells both where the one may leave something for the other; once for each introduction. */
  function namePlace(tx: Writing, id: string, { chain: { genesis } }: Pick<Member, 'chain'>): void {
    const thread = tx.get('thread', id);
    const colleague = tx.all('thread').find((one) => one.kind === 'colleague' && one.state === 'open' && peerOf(one).chain.genesis === genesis);
    if (!thread || !colleague) return;
    const [code, { write }] = [createSheetCode(), thread.up];
    tx.put('thread', id, withMember(thread, genesis, (one) => ({ ...one, handover: { code, write, up: 0, down: 0, left: '' } })));
    sendControl(core, tx, id, { do: 'handover', genesis, code, write });
    expect(tx, colleague.id, code);
  }

  onControl('accept', {
    read: async ({ body }) => {
      const read = parse(acceptSchema, bodyOf(body));
      return read.ok ? read.value : null;
    },
    apply(tx, thread, { genesis, yes, turn }, { from }) {
      if (from !== null && from.role !== 'expert') return;
      // The no that reaches the deputy: the contact person may be away.
      if (thread.role === 'deputy' && from && !yes && genesis === tx.get('self', '')?.chain.genesis) return ended(tx, thread, env.now());
      if (!answered(tx, thread, genesis, yes, turn) || thread.role !== 'contact') return;
      const colleague = tx.all('thread').find((one) => one.kind === 'colleague' && one.state === 'open' && peerOf(one).chain.genesis === genesis);
      if (colleague) sendControl(core, tx, colleague.id, yes ? shareOf(tx.get('thread', thread.id) ?? thread) : { do: 'unshare', id: thread.id });
    },
  });

  onControl('has', {
    read: async ({ body }) => {
      const read = parse(hasSchema, bodyOf(body));
      return read.ok ? read.value : null;
    },
    apply(tx, thread, { turn }, { from }) {
      if (thread.kind !== 'channel' || from?.role !== 'deputy') return;
      // What was said of an earlier yes, and came late, says nothing of this one.
      tx.put('thread', thread.id, withMember(thread, from.chain.genesis, (one) => (turn === 0 || turn === turnOf(one) ? { ...one, has: true } : one)));
    },
  });

  onControl('share', {
    async read({ body, from }) {
      const read = parse(shareSchema, bodyOf(body));
      const chain = read.ok ? await readChain(read.value.entries) : null;
      return from && read.ok && chain ? { ...read.value, chain } : null;
    },
    apply(tx, thread, { id: channel, secret, knew, chain, entries, card, up, down }, { from }) {
      if (thread.kind !== 'colleague' || !from) return;
      const there = tx.get('thread', channel);
      if (there) return shared(tx, there, from);
      const members: Member[] = [
        { role: 'expert', state: 'in', chain, entries: keptEntries(entries), card, vouched: false, away: null },
        { role: 'contact', state: 'in', chain: from.chain, entries: from.entries, card: from.card, vouched: from.vouched, away: from.away },
      ];
      const begun = { id: channel, kind: 'channel', role: 'deputy', since: env.now(), secret, members, knew, fromStart: false } as const;
      addThread(tx, { ...newThread({ ...begun, up, down }, [{ at: env.now(), what: 'paired', name: card.name }]), up, down });
      sendControl(core, tx, channel, { do: 'has', turn: 0 });
    },
  });

  onControl('unshare', {
    read: async ({ body }) => {
      const read = parse(unshareSchema, bodyOf(body));
      return read.ok ? read.value : null;
    },
    apply(tx, thread, { id: channel }, { from }) {
      const there = tx.get('thread', channel);
      if (thread.kind !== 'colleague' || !from || !there || !isOf(there, from) || there.state !== 'open') return;
      if (there) ended(tx, there, env.now());
    },
  });

  /** Shared once more after it was taken back. */
  function shared(tx: Writing, there: ThreadRecord, from: Member): void {
    if (!isOf(there, from) || there.state !== 'closed') return;
    tx.put('thread', there.id, { ...there, state: 'open' });
    sendControl(core, tx, there.id, { do: 'has', turn: 0 });
  }

  return {
    /** For deputies who were introduced by an older version, or who have nothing yet. */
    async namePlaces() {
      await store.change((tx) => {
        for (const { id, kind, role, state, members } of tx.all('thread')) {
          if (kind !== 'channel' || role !== 'contact' || state !== 'open') continue;
          members.filter((one) => one.role === 'deputy' && one.state === 'introduced' && !one.handover).forEach((one) => namePlace(tx, id, one));
        }
      });
    },
    async introduce(thread, colleague) {
      await store.change((tx) => {
        const [channel, other] = [tx.get('thread', thread), tx.get('thread', colleague)];
        if (channel?.role !== 'contact' || channel.kind !== 'channel' || channel.state !== 'open' || other?.kind !== 'colleague' || other.state !== 'open') return;
        const { chain, entries, card } = peerOf(other);
        if (!introduced(tx, channel, { chain, entries, card })) return;
        sendControl(core, tx, thread, { do: 'introduce', entries, card });
        namePlace(tx, thread, peerOf(other));
      });
    },
    async answerDeputy(thread, genesis, yes) {
      await store.change((tx) => {
        const channel = tx.get('thread', thread);
        const deputy = channel && deputyOf(channel, genesis);
        if (channel?.role !== 'expert' || !deputy) return;
        const turn = turnOf(deputy) + 1;
        if (answered(tx, channel, genesis, yes, turn)) sendControl(core, tx, thread, { do: 'accept', genesis, yes, turn });
      });
    },
  };
}

/** What a deputy needs: from here on, and without the right to take the boxes away. */
function shareOf({ id: channel, secret, up, down, members }: ThreadRecord): Control {
  const [expert] = members;
  if (!expert) throw new Error('a thread has a member');
  return {
    do: 'share', id: channel, secret, knew: 0, entries: expert.entries, card: expert.card,
    up: { box: up.box, write: up.write, read: up.read, after: up.after }, down: { box: down.box, read: down.read, after: down.after },
  };
}
