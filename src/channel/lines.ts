import { TELL_TIMES } from './limits.ts';
import type { LineRecord, OutRecord, Tell } from './records.ts';
import type { Reading, Writing } from './store.ts';

// The lines of a thread, and what waits to be said of them. Everything here happens inside somebody's transaction.

export const linesOf = (tx: Reading, thread: string): LineRecord[] =>
  tx.all('line', `${thread}/`).sort((a, b) => a.order - b.order || a.seq - b.seq);

const nextOrder = (lines: readonly LineRecord[]): number => lines.reduce((most, { order }) => Math.max(most, order), 0) + 1;

/** One's own, from this device: on its way. */
export function putOwn(tx: Writing, line: Pick<LineRecord, 'id' | 'thread' | 'device' | 'seq' | 'text' | 'about'>, now: string): void {
  const order = nextOrder(linesOf(tx, line.thread));
  tx.put('line', `${line.thread}/${line.id}`, { ...line, by: null, at: now, order, state: 'queued', sent: null, since: now, seen: true });
}

/** So long something is on its way that came at once; a writer's clock is a quarter of an hour exact. Milliseconds. */
const AT_ONCE = 30 * 60_000;

/**
 * When something happened that was told of: when it came, or, where it lay in the mailbox for long (a device that was restored
 * or off, a channel that was handed over), when its writer's clock says. Never later than it came.
 */
export const happened = (told: string | undefined, came: string): string =>
  told !== undefined && Date.parse(came) - Date.parse(told) >= AT_ONCE ? told : came;

type Came = Pick<LineRecord, 'id' | 'by' | 'device' | 'seq' | 'text' | 'about' | 'written'>;

/** A message that came whole: theirs, or of another device of one's own. */
export function takeMessage(tx: Writing, thread: string, came: Came, now: string): void {
  const lines = linesOf(tx, thread);
  // Order is that of arrival, but nobody's own words are turned round: what came late goes before what was written after.
  const later = lines.find(({ device, seq, by }) => by === came.by && device === came.device && seq > came.seq);
  const [isOwn, at] = [came.by === null, happened(came.written, now)];
  tx.put('line', `${thread}/${came.id}`, {
    ...came, thread, at, order: later?.order ?? nextOrder(lines), state: isOwn ? 'sent' : 'theirs', sent: isOwn ? at : null, since: at, seen: isOwn,
  });
}

/** A line that was taken back: nothing of it stays but that there was one. */
export function takeBack(tx: Writing, line: LineRecord, now: string): void {
  tx.put('line', `${line.thread}/${line.id}`, { ...line, text: '', about: null, state: 'withdrawn', since: now });
}

/** Has the next envelopes say this of an id. */
export function tell(tx: Writing, id: string, what: Tell['what'], about: string): void {
  const thread = tx.get('thread', id);
  if (!thread) return;
  const others = thread.tell.filter((one) => one.id !== about || one.what !== what);
  tx.put('thread', id, { ...thread, tell: [...others, { what, id: about, left: TELL_TIMES }] });
}

export const outKey = ({ thread, order }: Pick<OutRecord, 'thread' | 'order'>): string => `${thread}/${String(order).padStart(9, '0')}`;

/** What this id is still on its way as. */
export const outOf = (tx: Reading, thread: string, id: string): OutRecord | undefined => tx.all('out', `${thread}/`).find((out) => out.id === id);

/** Queues something numbered, in the transaction in which it came to be. */
export function putOut(tx: Writing, out: Pick<OutRecord, 'id' | 'thread' | 't' | 'at' | 'about'>, bodies: readonly string[]): { readonly seq: number } {
  const thread = tx.get('thread', out.thread);
  if (!thread) throw new Error('no such thread');
  const first = thread.seq + 1;
  const parts = bodies.map((body, at) => ({ seq: first + at, body }));
  tx.put('thread', thread.id, { ...thread, seq: thread.seq + bodies.length });
  tx.put('out', outKey({ thread: thread.id, order: first }), { ...out, order: first, parts, put: 0, sent: null, again: null, times: 0 });
  return { seq: first };
}

/** Which have to go so that one more may be kept beside them: the lowest by `rank`, such as the time when they came. */
export function overfull<T>(there: readonly T[], most: number, rank: (one: T) => string): T[] {
  return there.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1)).slice(0, Math.max(0, there.length + 1 - most));
}
