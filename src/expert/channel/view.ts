import type { Line, Thread } from '../../channel/types.ts';
import type { Live } from '../../client/state.ts';
import type { Session } from '../../domain/session.ts';
import { dayOf } from '../../domain/time.ts';

/** What stands in a conversation, in order: messages, and what happened beside them. `isNext`: by whoever wrote the one above. */
export type Entry =
  | { readonly kind: 'line'; readonly line: Line; readonly isNext: boolean }
  | { readonly kind: 'event'; readonly event: Thread['events'][number] };

/** Messages keep their order, whatever the clocks say; an event stands before the first message that is later than it. */
export function entriesOf({ lines, events }: Pick<Thread, 'lines' | 'events'>): readonly Entry[] {
  const entries: Entry[] = [];
  const left = [...events];
  const flush = (until?: string) => {
    while (left[0] && (until === undefined || left[0].at <= until)) {
      const event = left.shift();
      if (event) entries.push({ kind: 'event', event });
    }
  };
  for (const line of lines) {
    flush(line.at);
    const above = entries.at(-1);
    entries.push({ kind: 'line', line, isNext: above?.kind === 'line' && above.line.from === line.from && dayOf(above.line.at) === dayOf(line.at) });
  }
  flush();
  return entries;
}

/** The same by days; `at`: an instant of the day. A day may come twice where a message came late. */
export function daysOf(thread: Pick<Thread, 'lines' | 'events'>): readonly { readonly at: string; readonly entries: readonly Entry[] }[] {
  const days: { at: string; entries: Entry[] }[] = [];
  for (const entry of entriesOf(thread)) {
    const at = entry.kind === 'line' ? entry.line.at : entry.event.at;
    const last = days.at(-1);
    if (last && dayOf(last.at) === dayOf(at)) last.entries.push(entry);
    else days.push({ at, entries: [entry] });
  }
  return days;
}

/** What waits on this phone for longer than this gets a word about other ways. */
const stuckAfter = 3_600_000;

/** overdue: not read within what was promised. stuck: still on this phone. Both are known without a network. */
export function lateOf({ lines }: Pick<Thread, 'lines'>, now: string): 'overdue' | 'stuck' | null {
  if (lines.some(({ where }) => (where?.kind === 'sent' || where?.kind === 'received') && where.overdue)) return 'overdue';
  const isStuck = ({ where, at }: Line) => where?.kind === 'queued' && Date.parse(now) - Date.parse(at) > stuckAfter;
  return lines.some(isStuck) ? 'stuck' : null;
}

/** Undefined `from`: one's own. `where` stands on the other side's as well once they took it back. */
export const isOwn = ({ from }: Line): boolean => from === undefined;

/** Could the other side still not have read it? Then it can be taken back. */
export const canTakeBack = ({ from, where }: Line): boolean => from === undefined && (where?.kind === 'queued' || where?.kind === 'sent' || where?.kind === 'received');

/** The other side's lines that were not on a screen yet. */
export const unseenOf = ({ lines }: Pick<Thread, 'lines'>): readonly string[] => lines.filter((line) => !isOwn(line) && !line.seen).map((line) => line.id);

export const hasWritten = ({ lines }: Pick<Thread, 'lines'>): boolean => lines.some(isOwn);

export const deputiesOf = ({ readers }: Pick<Thread, 'readers'>) => readers.filter((reader) => reader.role === 'deputy');

/** Who can read now. A deputy who has not got what they need yet cannot, whatever was said. */
export const readersOf = ({ readers }: Pick<Thread, 'readers'>) => readers.filter(({ has = true }) => has);

/** Whom to call where a message is not enough: whoever stands in, while the contact person is away. */
export function whoToCall(thread: Pick<Thread, 'peer' | 'readers' | 'awayUntil'>): { readonly name: string; readonly phone: string } {
  const deputy = thread.awayUntil === null ? undefined : deputiesOf(thread).find(({ has = true, phone }) => has && phone);
  return deputy?.phone ? { name: deputy.name, phone: deputy.phone } : thread.peer;
}

const attachable = 6;

/** Sessions that a message may be about, nearest in time first. */
export function sessionsToAttach(live: Live, me: string, now: string): readonly Session[] {
  const distance = ({ starts }: Session) => Math.abs(Date.parse(starts) - Date.parse(now));
  return live
    .all('invitation')
    .filter((one) => one.person === me && one.state === 'accepted')
    .flatMap(({ session }) => live.get('session', session) ?? [])
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, attachable);
}
