import type { ChainEntry } from '../crypto/chain-entry.ts';
import { bodySchema } from '../crypto/chain-form.ts';
import { parse } from '../domain/schema.ts';
import type { Chain, ChainDevice } from '../crypto/chain.ts';
import { OTHERS_MAX } from './limits.ts';
import type { Payload } from './payload.ts';
import type { Heard, Member, Self, ThreadRecord } from './records.ts';

// Who is on a thread: whom one seals to, whose signature counts, and what they are told of one's own devices.

/** What every envelope of a thread is bound to. */
export const purposeOf = (thread: string): string => `channel:${thread}`;

const present = (thread: ThreadRecord): Member[] => thread.members.filter(({ state }) => state === 'in');

/** Who may read what goes under this number: a deputy nothing from before the yes, and after the no only the word of it. */
const readersOf = (thread: ThreadRecord, number = Infinity): Member[] =>
  thread.members.filter(({ state, from = -1, last }) => (state === 'in' ? number > from : state === 'out' && last === number));

const othersOf = (self: Self): readonly ChainDevice[] => self.chain.live.filter(({ id }) => id !== self.id);

/**
 * The devices to seal to: of each person the newest first, in turns, so that nobody's old telephones push out somebody
 * else's only one. Null where this device is on its own list no more: it has been taken off, and says nothing. `number`:
 * of what is sealed, where it is not new.
 */
export function recipientsOf(thread: ThreadRecord, self: Self, number?: number): ChainDevice[] | null {
  if (!self.chain.live.some(({ id }) => id === self.id)) return null;
  const lists = [...readersOf(thread, number).map(({ chain }) => chain.live), othersOf(self)].map((devices) => devices.toReversed());
  const taken: ChainDevice[] = [];
  for (let turn = 0; lists.some((list) => turn < list.length); turn += 1) {
    taken.push(...lists.flatMap((list) => list[turn] ?? []));
  }
  return taken.slice(0, OTHERS_MAX);
}

/** The devices whose signature counts. One that was taken off its list counts no more, whatever the server still holds. */
export const sendersOf = (thread: ThreadRecord, self: Self): ChainDevice[] =>
  [...present(thread).flatMap(({ chain }) => chain.live), ...self.chain.live];

/** Whose device it is; null for one's own. */
export const writerOf = (thread: ThreadRecord, device: string): Member | null =>
  thread.members.find(({ chain }) => chain.live.some(({ id }) => id === device)) ?? null;

/** What changes when somebody's devices do, or who is on the thread. */
export function listsOf({ members }: ThreadRecord, self: Self | undefined): unknown[] {
  const listOf = ({ head, live }: Chain): unknown[] => [head, live.map(({ turn }) => turn)];
  return [self && listOf(self.chain), members.map(({ state, chain }) => [state, listOf(chain)])];
}

/** The lists of whoever was not put out, one's own first. */
const onList = (thread: ThreadRecord, self: Self): Chain[] => [self, ...thread.members.filter(({ state }) => state !== 'out')].map(({ chain }) => chain);

/** What this device knows of everybody: where two know different things under one number, somebody was deceived. */
export const headsOf = (thread: ThreadRecord, self: Self): { who: string; seq: number; head: string }[] =>
  onList(thread, self).map(({ genesis, seq, head }) => ({ who: genesis, seq, head }));

/** What an envelope tells of the lists of people here, each with what is known of it. */
export function toldOf(thread: ThreadRecord, self: Self, heads: Payload['heads']) {
  return heads.flatMap((head) => onList(thread, self).filter(({ genesis }) => genesis === head.who).map((chain) => ({ ...head, chain })));
}

/** Another list than the one that is pinned. */
export const isUnlike = ({ chain, seq, head }: { readonly chain: Chain; readonly seq: number; readonly head: string }): boolean => seq <= chain.seq && chain.links[seq] !== head;

/**
 * Entries of one's own chain that some device may not have: the links after what it knows, and the keys that one's devices
 * have changed to. Where devices know different things they take turns, by `turn`.
 */
export function newsOf(thread: ThreadRecord, self: Self, turn: number): ChainEntry[] {
  const devices = [...present(thread).flatMap(({ chain }) => chain.live), ...othersOf(self)];
  const known = [...new Set(devices.map(({ id }) => thread.heard[id]?.knows ?? thread.knew))].filter((seq) => seq < self.chain.seq).sort((a, b) => a - b);
  const from = known[turn % known.length];
  return self.entries.filter((entry) => {
    const body = parse(bodySchema, JSON.parse(entry.body));
    if (!body.ok) return false;
    const { op, dev, seq } = body.value;
    return op === 'rotate' ? self.chain.live.some(({ id }) => id === dev.id) : from !== undefined && seq > from;
  });
}

// Gaps. Each sending device counts what it says; what lies between two numbers has not come, yet.

export function newHeard(fromStart: boolean, seq: number): Heard {
  return { next: fromStart ? 1 : seq, ahead: [], top: 0, since: null, knows: null, behind: null, done: [] };
}

/** With number `seq` taken in, or, for a note, known to exist. */
export function withNumber(heard: Heard, seq: number, hasCome: boolean, now: string): Heard {
  let [next, ahead] = [heard.next, [...heard.ahead]];
  if (hasCome && seq >= next && !ahead.includes(seq)) ahead.push(seq);
  // Beyond any honest gap: what is below is given up, so that a liar does not fill the phone.
  if (ahead.length > 400) next = Math.min(...ahead);
  while (ahead.includes(next)) next += 1;
  ahead = ahead.filter((one) => one > next).sort((a, b) => a - b);
  const top = Math.max(heard.top, seq);
  return { ...heard, next, ahead, top, since: next <= top ? (heard.since ?? now) : null };
}

/** How many have not come, once they had `overdue` milliseconds for it. */
export function missingOf(heard: Heard, now: string, overdue: number): number {
  const isLate = (since: string | null): boolean => since !== null && Date.parse(now) - Date.parse(since) >= overdue;
  const gap = isLate(heard.since) ? heard.top - heard.next + 1 - heard.ahead.filter((one) => one <= heard.top).length : 0;
  // Links of a chain that are spoken of and do not come were in something that did not come.
  return Math.max(gap, isLate(heard.behind) ? 1 : 0);
}
