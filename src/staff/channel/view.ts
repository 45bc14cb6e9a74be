import type { ChannelState, Line, Thread } from '../../channel/types.ts';
import { compareCodes } from '../../domain/compare.ts';

/** One young person in the inbox. */
export interface Correspondent {
  readonly thread: Thread;
  readonly last: Line | undefined;
  /** new: not opened yet · unanswered: opened, no reply since · answered: the last word is mine · quiet: nothing written. */
  readonly state: 'new' | 'unanswered' | 'answered' | 'quiet';
  /** By when it was promised to be read, for the order; null where nobody waits, or nothing was promised. */
  readonly due: string | null;
}

export interface Inbox {
  /** First those who wait, the earliest promise on top. */
  readonly open: readonly Correspondent[];
  readonly over: readonly Thread[];
  readonly colleagues: readonly Thread[];
}

const hour = 3_600_000;
/** The mailbox keeps nothing for longer. */
const monthMs = 30 * 24 * hour;

export function inboxOf(state: ChannelState): Inbox {
  const threads = state.threads.filter((thread) => thread.kind === 'channel');
  const open = threads.filter((thread) => thread.state === 'open' || thread.state === 'changed').map((thread) => correspondentOf(thread, state.card?.promise));
  const far = '9999';
  const last = (one: Correspondent): string => one.last?.at ?? '';
  open.sort((a, b) => compareCodes(a.due ?? far, b.due ?? far) || compareCodes(last(b), last(a)));
  return { open, over: threads.filter((thread) => thread.state === 'closed' || thread.state === 'replaced'), colleagues: state.threads.filter((thread) => thread.kind === 'colleague' && thread.state !== 'replaced') };
}

/** When somebody wrote: the promise counts from there, not from when this computer was switched on. A clock that is far off is not believed. */
function writtenAt({ at, written }: Line): number {
  const came = Date.parse(at);
  return Math.min(came, Math.max(written === undefined ? came : Date.parse(written), came - monthMs));
}

/** The time beside a message: when it came, or when it was written where it lay in the mailbox for long, as before a restored device. */
export const saidAt = (line: Line): string => (Date.parse(line.at) - writtenAt(line) > hour ? new Date(writtenAt(line)).toISOString() : line.at);

function correspondentOf(thread: Thread, promise = 0): Correspondent {
  const said = thread.lines.filter((line) => line.where?.kind !== 'withdrawn' && line.text !== '');
  const last = said.at(-1);
  const fresh = said.find((line) => line.from !== undefined && !line.seen);
  const state = fresh ? 'new' : !last ? 'quiet' : last.from === undefined ? 'answered' : 'unanswered';
  // Whoever wrote first has waited longest; whoever has been read waits for an answer since their last word.
  const since = fresh ?? (state === 'unanswered' ? last : undefined);
  return { thread, last, state, due: since && promise > 0 ? new Date(writtenAt(since) + promise * hour).toISOString() : null };
}

/** The contact person in whose place one reads here; undefined where one is that oneself. */
export const contactIn = (thread: Thread): string | undefined => thread.readers.find((reader) => reader.role === 'contact')?.name;

export const genesisOf = (colleague: Thread): string | undefined => colleague.readers[0]?.genesis;

/** Colleagues who can be named as deputies here: those one is paired with, and who were not named yet. */
export function colleaguesFor(state: ChannelState, thread: Thread): readonly Thread[] {
  const named = [...thread.readers, ...thread.introduced].map(({ genesis }) => genesis);
  return state.threads.filter((one) => one.kind === 'colleague' && one.state === 'open' && !named.includes(genesisOf(one)));
}

/** How a deputy whom one has named stands in a conversation: waits for the young person's yes, reads, or was told no. */
export interface Named {
  readonly genesis: string;
  readonly name: string;
  readonly state: 'waits' | 'reads' | 'no';
}

/** `named`: the colleagues whom one has named here before, as this device remembers; the channel says nothing of a no. */
export function deputiesIn(state: ChannelState, thread: Thread, named: readonly string[]): readonly Named[] {
  const reads = thread.readers.filter(({ role }) => role === 'deputy').map(({ genesis = '', name }): Named => ({ genesis, name, state: 'reads' }));
  const waits = thread.introduced.map(({ genesis, name }): Named => ({ genesis, name, state: 'waits' }));
  const known = [...reads, ...waits];
  const refused = state.threads.flatMap((one) => {
    const genesis = one.kind === 'colleague' ? genesisOf(one) : undefined;
    const isNo = genesis !== undefined && named.includes(genesis) && !known.some((other) => other.genesis === genesis);
    return isNo ? [{ genesis, name: one.peer.name, state: 'no' } as const] : [];
  });
  return [...known, ...refused];
}

export const pairedAt = (thread: Thread): string | undefined => thread.events.find(({ what }) => what === 'paired')?.at;

/** Older conversations of one's own that this one may go on from: somebody has lost a phone and paired again. The same name first. */
export function olderThan(state: ChannelState, thread: Thread): readonly Thread[] {
  // Newest first (types.ts): what comes after it is older.
  const after = state.threads.slice(state.threads.indexOf(thread) + 1);
  const older = after.filter((one) => one.kind === 'channel' && (one.state === 'open' || one.state === 'changed') && contactIn(one) === undefined);
  return older.toSorted((a, b) => Number(isSameName(b, thread)) - Number(isSameName(a, thread)));
}

export const isSameName = (one: Thread, other: Thread): boolean => one.peer.name.trim().toLocaleLowerCase('fi') === other.peer.name.trim().toLocaleLowerCase('fi');

/** How the key in a request begins, as `npm run vouch` shows it to whoever signs: read out, it tells whether the text was changed on its way. */
export const keyStart = (request: string): string => /"genesis":"([\w-]{8})([\w-]{8})/.exec(request)?.slice(1).join(' ') ?? '';

/** Whether this is the last group of a code as it is shown, typed from paper: small letters, spaces, O for 0, I and L for 1. */
export const isEndOf = (code: string, typed: string): boolean =>
  code.slice(-4) === typed.normalize('NFKC').toUpperCase().replace(/[\s\p{Pd}_.]/gu, '').replaceAll('O', '0').replace(/[IL]/g, '1');
