import { boolean, count, object, parse } from '../domain/schema.ts';
import { personCardSchema } from '../crypto/card.ts';
import { keptEntries, readChain } from '../crypto/chain.ts';
import { chainEntriesSchema } from '../crypto/chain-form.ts';
import { newThread } from './pair-thread.ts';
import { addThread } from './add-thread.ts';
import type { Control, Core, OnControl } from './core.ts';
import { id, number, token } from './fields.ts';
import { bodyOf } from './read-control.ts';
import { peerOf } from './records.ts';
import type { Member, ThreadRecord } from './records.ts';
import { sendControl } from './send-control.ts';
import type { Writing } from './store.ts';
import type { ChannelEngine } from './types.ts';

// A deputy: named by the contact person, let in by the young person alone.
//
//   introduce  contact → young person: this is whom I mean, and their list of devices
//   accept     young person → contact: yes or no; from the yes on, what is written is sealed to the deputy too
//   share      contact → deputy, on the thread of the two: the channel, only after a yes
//   unshare    contact → deputy: it was taken back

const DEPUTIES_MAX = 4;

const introduceSchema = object({ entries: chainEntriesSchema(), card: personCardSchema() });
const acceptSchema = object({ genesis: token(), yes: boolean(), turn: count(1_000_000) });
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

export function createDeputies(core: Core, onControl: OnControl): Pick<ChannelEngine, 'introduce' | 'answerDeputy'> {
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
    tx.put('thread', thread.id, { ...withMember(thread, genesis, (one) => ({ ...one, state, turn })), events });
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

  onControl('accept', {
    read: async ({ body }) => {
      const read = parse(acceptSchema, bodyOf(body));
      return read.ok ? read.value : null;
    },
    apply(tx, thread, { genesis, yes, turn }, { from }) {
      if (from !== null && from.role !== 'expert') return;
      if (!answered(tx, thread, genesis, yes, turn) || thread.role !== 'contact') return;
      const colleague = tx.all('thread').find((one) => one.kind === 'colleague' && one.state === 'open' && peerOf(one).chain.genesis === genesis);
      if (colleague) sendControl(core, tx, colleague.id, yes ? shareOf(tx.get('thread', thread.id) ?? thread) : { do: 'unshare', id: thread.id });
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
      tx.put('thread', channel, { ...there, state: 'closed', events: [...there.events, { at: env.now(), what: 'closed', name: peerOf(there).card.name }] });
    },
  });

  /** Shared once more after it was taken back. */
  function shared(tx: Writing, there: ThreadRecord, from: Member): void {
    if (isOf(there, from) && there.state === 'closed') tx.put('thread', there.id, { ...there, state: 'open' });
  }

  return {
    async introduce(thread, colleague) {
      await store.change((tx) => {
        const [channel, other] = [tx.get('thread', thread), tx.get('thread', colleague)];
        if (channel?.role !== 'contact' || channel.kind !== 'channel' || channel.state !== 'open' || other?.kind !== 'colleague' || other.state !== 'open') return;
        const { chain, entries, card } = peerOf(other);
        if (introduced(tx, channel, { chain, entries, card })) sendControl(core, tx, thread, { do: 'introduce', entries, card });
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

/** Whether this is a channel that this very contact person shared. */
const isOf = (thread: ThreadRecord, { chain }: Member): boolean =>
  thread.role === 'deputy' && thread.members.some(({ role, chain: { genesis } }) => role === 'contact' && genesis === chain.genesis);

/** What a deputy needs: from here on, and without the right to take the boxes away. */
function shareOf({ id: channel, secret, up, down, members }: ThreadRecord): Control {
  const [expert] = members;
  if (!expert) throw new Error('a thread has a member');
  return {
    do: 'share', id: channel, secret, knew: 0, entries: expert.entries, card: expert.card,
    up: { box: up.box, write: up.write, read: up.read, after: up.after }, down: { box: down.box, read: down.read, after: down.after },
  };
}
