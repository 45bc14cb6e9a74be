import { compareCodes } from '../../domain/compare.ts';
import type { Session } from '../../domain/session.ts';
import type { Waiting } from './view.ts';

/** What belongs to one session; `session` is undefined for what belongs to none. */
export interface Group {
  readonly id: string;
  readonly session: Session | undefined;
  readonly rows: readonly Waiting[];
}

export interface Groups {
  /** What the reader has to do, by session, the most urgent on top. */
  readonly tasks: readonly Group[];
  /** Tasks of sessions that were over long ago: they stay to be done, and stand in nobody's way. */
  readonly older: readonly Group[];
  /** Answers that came: to be known, and gone once they were. */
  readonly news: readonly Group[];
  /** What waits for others. */
  readonly others: readonly Group[];
}

const news: ReadonlySet<Waiting['kind']> = new Set(['accepted', 'declined']);
const others: ReadonlySet<Waiting['kind']> = new Set(['invitation', 'again']);
const longAgo = 14 * 86_400_000;

/** Sorts what waits (in its order of urgency) by what it is about. */
export function groupsOf(all: readonly Waiting[], now: string): Groups {
  const tasks = all.filter(({ kind }) => !news.has(kind) && !others.has(kind));
  const isOld = ({ session, since, kind }: Waiting): boolean =>
    kind !== 'question' && Date.parse(now) - Date.parse(session?.ends ?? since ?? now) > longAgo && (since === null || Date.parse(now) - Date.parse(since) > longAgo);
  return {
    tasks: bySession(tasks.filter((one) => !isOld(one))),
    // The latest first: what was left undone last spring is found at the end.
    older: bySession(tasks.filter(isOld)).toSorted((a, b) => compareCodes(b.session?.starts ?? '', a.session?.starts ?? '')),
    news: bySession(all.filter(({ kind }) => news.has(kind))).toSorted((a, b) => compareCodes(a.session?.starts ?? '', b.session?.starts ?? '')),
    others: bySession(all.filter(({ kind }) => others.has(kind))),
  };
}

/** A group stands where its most urgent row stood. */
function bySession(rows: readonly Waiting[]): readonly Group[] {
  const ids = [...new Set(rows.map(({ session }) => session?.id ?? ''))];
  return ids.map((id) => {
    const own = rows.filter(({ session }) => (session?.id ?? '') === id);
    return { id, session: own[0]?.session, rows: own };
  });
}
