import type { Ref, Row } from '../domain/op.ts';
import { beginsAnew } from '../protocol/sync.ts';
import type { Cursor, SyncReply } from '../protocol/sync.ts';
import type { Queries } from './db/sql.ts';
import { readEpoch } from './epoch.ts';
import { feedAfter, keyOf, leftIn, membershipsOf } from './rows.ts';
import type { FeedLine, Membership } from './rows.ts';

export const pageRows = 2_000;
const pageCharacters = 1024 * 1024;
// Rows are read a few at a time, because sealed texts are large and a page ends at its size too; small ones, more at a time.
const smallestBite = 100;
const largestBite = 500;

export type News = Pick<SyncReply, 'rows' | 'cursor' | 'more'> & { readonly gone: Ref[] };

/**
 * A page of what changed for this person since the cursor. The work depends on the news, not on the history behind it.
 * A cursor from another life of the database counts as none, also where its numbers could be from this one.
 */
export async function pull(db: Queries, person: string, cursor: Cursor): Promise<News> {
  const epoch = await readEpoch(db);
  const known = beginsAnew(cursor, { epoch }) ? {} : cursor;
  const page = createPage();
  const next: Record<string, number> = { epoch };
  for (const membership of await membershipsOf(db, person)) {
    const { scope, until } = membership;
    const asked = known[scope] ?? 0;
    const place = until === null ? await follow(db, person, membership, asked, page) : await leave(db, person, scope, Math.min(asked, until), page);
    if (until === null || place > 0) next[scope] = place;
  }
  return { ...page.content(), cursor: next, more: page.isFull() };
}

type Page = ReturnType<typeof createPage>;

function createPage() {
  const rows = new Map<string, Row>();
  const gone = new Map<string, Ref>();
  let characters = 0;
  return {
    isFull: () => rows.size + gone.size >= pageRows || characters >= pageCharacters,
    /** How many more lines to read, when they are as long as those until now. */
    bite: () => Math.min(largestBite, Math.max(smallestBite, Math.floor((rows.size * (pageCharacters - characters)) / Math.max(1, characters)))),
    /** A row that stands in several scopes is in the page once; the last word about it counts. */
    add(line: FeedLine): void {
      const key = keyOf(line);
      if (line.row) {
        if (!rows.has(key)) characters += line.size;
        rows.set(key, line.row);
        gone.delete(key);
      } else if (!line.elsewhere) {
        gone.set(key, { kind: line.kind, id: line.id });
        rows.delete(key);
      }
    },
    content: () => ({ rows: [...rows.values()], gone: [...gone.values()] }),
  };
}

/** Goes forward through a scope; returns how far the page came. */
async function follow(db: Queries, person: string, { scope, head }: Membership, asked: number, page: Page): Promise<number> {
  // A number that this database never gave is worth nothing: the scope begins again. Whoever puts an old copy back by hand
  // begins no epoch; then this is all there is, and it notices only until new changes have come as far.
  let place = asked > head ? 0 : asked;
  while (place < head && !page.isFull()) {
    const bite = page.bite();
    const lines = await feedAfter(db, person, scope, place, bite);
    for (const line of lines) {
      page.add(line);
      place = line.seq;
      if (page.isFull()) return place;
    }
    if (lines.length < bite) return Math.max(place, head);
  }
  return place;
}

/** Goes backwards through a scope that the person left, until nothing is left of it on the device. */
async function leave(db: Queries, person: string, scope: string, from: number, page: Page): Promise<number> {
  let place = from;
  while (place > 0 && !page.isFull()) {
    const bite = page.bite();
    const lines = await leftIn(db, person, scope, place, bite);
    for (const line of lines) {
      page.add(line);
      place = line.seq - 1;
      if (page.isFull()) return place;
    }
    if (lines.length < bite) return 0;
  }
  return place;
}
