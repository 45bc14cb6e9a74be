import { keptEntries, readChain } from '../crypto/chain.ts';
import { chainEntriesSchema } from '../crypto/chain-form.ts';
import { boolean, day, instant, list, literal, nullable, object, oneOf, optional, parse } from '../domain/schema.ts';
import type { Infer } from '../domain/schema.ts';
import { addThread } from './add-thread.ts';
import { expectedOf, expectedSchema, expectKey } from './expected.ts';
import { id, number, token } from './fields.ts';
import { newThread } from './pair-thread.ts';
import { cardSchema, downSchema, handoverSchema, roleSchema, upSchema } from './records.ts';
import { sheetOn, sheetSchema } from './sheet-record.ts';
import type { Self, ThreadRecord } from './records.ts';
import type { Reading, Writing } from './store.ts';

// What one's devices share among themselves: the channels with their secrets and boxes. Never what was written in them.

const memberSchema = object({
  role: roleSchema, entries: chainEntriesSchema(), card: cardSchema, vouched: boolean(), away: nullable(day()),
  state: oneOf(['in', 'introduced', 'out']), turn: optional(number()), said: optional(number()), has: optional(boolean()), handover: optional(handoverSchema()),
});

const threadSchema = object({
  id: id(), kind: oneOf(['channel', 'colleague']), state: oneOf(['open', 'changed']), role: roleSchema,
  since: instant(), secret: token(), knew: number(), members: list(memberSchema),
  up: upSchema,
  down: downSchema,
  tokens: optional(number()),
});
type CarriedThread = Infer<typeof threadSchema>;

const carriedSchema = object({
  v: literal(1), card: nullable(cardSchema), away: nullable(day()), said: optional(number()),
  /** The device that is written on the recovery sheet, and where its blob lies. */
  sheet: nullable(sheetSchema),
  threads: list(threadSchema),
  /** Where something may be left for this person as a deputy. */
  expected: optional(list(expectedSchema)),
  ended: list(object({ id: id(), state: oneOf(['closed', 'replaced']) })),
});
export type Carried = Infer<typeof carriedSchema>;

export function carriedBy(read: Reading, self: Self): Carried {
  const all = read.all('thread');
  return {
    v: 1, card: self.card, away: self.away, said: self.said, sheet: sheetOn(read), ...(expectedOf(read).length > 0 ? { expected: expectedOf(read) } : {}),
    threads: all.flatMap(({ state, ...thread }) => (state === 'open' || state === 'changed' ? [carriedThread(thread, state)] : [])),
    // Newest last; nobody's other device has been away for longer than these.
    ended: all.flatMap((thread) => (thread.state === 'closed' || thread.state === 'replaced' ? [{ id: thread.id, state: thread.state }] : [])).slice(-50),
  };
}

const carriedThread = ({ id: channel, kind, role, since, secret, knew, members, up, down, tokens }: Omit<ThreadRecord, 'state'>, state: CarriedThread['state']): CarriedThread => ({
  id: channel, kind, state, role, since, secret, knew, up: { ...up }, down: { ...down }, tokens,
  members: members.map(({ role: is, card, vouched, away, state: how, turn, said, has, handover, entries }) => ({ role: is, card: { ...card }, vouched, away, state: how, turn, said, has, handover: handover && { ...handover }, entries: keptEntries(entries) })),
});

/**
 * Which channels there are, which sheet, and how often one has spoken of oneself: whoever differs in this has something to
 * tell. Whatever else differs, envelopes tell.
 */
export const essenceOf = ({ threads, sheet, said = 0, expected = [] }: Carried): string =>
  JSON.stringify([sheet?.device ?? null, threads.map(({ id: thread }) => thread).sort(), said, ...(expected.length > 0 ? [expected.map(({ code, turn }) => `${code} ${turn}`).sort()] : [])]);

export function readCarried(value: unknown): Carried | null {
  const read = parse(carriedSchema, value);
  return read.ok ? read.value : null;
}

/**
 * Threads that this device does not have, checked. `fromStart`: nothing that still lies in the boxes was read anywhere
 * else that counts (a recovery sheet), so reading begins at the first envelope.
 */
export async function threadsOf(carried: Carried, read: Reading, fromStart: boolean): Promise<ThreadRecord[]> {
  const unknown = carried.threads.filter((thread) => !read.get('thread', thread.id));
  const made = await Promise.all(unknown.map(async ({ state, members, ...thread }) => {
    const chains = await Promise.all(members.map(({ entries }) => readChain(entries)));
    const whole = members.flatMap((member, at) => {
      const chain = chains[at];
      return chain ? [{ ...member, chain }] : [];
    });
    if (whole.length === 0 || whole.length < members.length) return [];
    const begun = newThread({ ...thread, members: whole, fromStart: false });
    const { up, down } = thread;
    return [{ ...begun, state, ...(fromStart ? {} : { up, down }) }];
  }));
  return made.flat();
}

/** Takes over what another of one's devices, `by`, knows. `threads`: what `threadsOf` made of it. */
export function takeCarried(tx: Writing, { carried, by }: { readonly carried: Carried; readonly by: string }, threads: readonly ThreadRecord[]): void {
  for (const { id: ended, state } of carried.ended) {
    const thread = tx.get('thread', ended);
    if (thread && (thread.state === 'open' || thread.state === 'changed')) tx.put('thread', ended, { ...thread, state });
  }
  for (const thread of threads.toSorted((a, b) => (a.since < b.since ? -1 : 1))) {
    if (tx.get('thread', thread.id)) continue;
    // The mailbox can give back an older page: a channel that was forgotten here must not take the place of a later one.
    const isOlder = thread.role === 'expert' && tx.all('thread').some(({ role, state, since }) => role === 'expert' && state === 'open' && since > thread.since);
    if (isOlder) tx.put('thread', thread.id, { ...thread, state: 'replaced' });
    else if (thread.state === 'open') addThread(tx, thread);
    else tx.put('thread', thread.id, thread);
  }
  for (const expected of carried.expected ?? []) {
    const known = expectedOf(tx).find(({ code }) => code === expected.code);
    if (expected.turn >= (known?.turn ?? 0)) tx.put('other', expectKey(expected.code), expected);
  }
  const self = tx.get('self', '');
  // What was said later than what is known here, or where nothing was.
  const isNews = self && (self.card === null || (carried.said ?? 0) > (self.said ?? 0));
  if (isNews && carried.card) tx.put('self', '', { ...self, card: carried.card, away: carried.away, said: carried.said });
  if (carried.sheet && carried.sheet.device !== by && self?.chain.live.some(({ id: one }) => one === carried.sheet?.device)) tx.put('sheet', 'sheet', carried.sheet);
  // A sheet that speaks is one no more: somebody has typed it, and is that device now.
  if (sheetOn(tx)?.device === by) tx.remove('sheet', 'sheet');
}
