// Every SQL statement about rows, scopes and feeds.
import type { Ref, Row, Scope } from '../domain/op.ts';
import { chunksOf, commas, numberOf, sql, textOf } from './db/sql.ts';
import type { Columns, Queries, Statement } from './db/sql.ts';

export const keyOf = (ref: Ref): string => `${ref.kind}/${ref.id}`;

const pairs = (refs: readonly Ref[]): Statement => commas(refs.map((ref) => sql`(${ref.kind}, ${ref.id})`));

/** One table alias `r` with kind and id: does this person see it? Membership of one of its scopes is the only way. */
const seenBy = (person: string): Statement => sql`exists (
  select 1 from feed f join member m on m.scope = f.scope
  where f.kind = r.kind and f.id = r.id and f.gone = 0 and m.person = ${person} and m.until is null)`;

/** The rows among `refs` that this person may see. What is missing from the answer is not there, for them. */
export async function visibleRows(db: Queries, person: string, refs: readonly Ref[]): Promise<readonly Row[]> {
  if (refs.length === 0) return [];
  const found = await db.all(sql`select r.body from row r where (r.kind, r.id) in (values ${pairs(refs)}) and ${seenBy(person)}`);
  return found.map(rowOf);
}

/** The keys among `refs` that stand for something, whoever may see it. */
export async function existingKeys(db: Queries, refs: readonly Ref[]): Promise<ReadonlySet<string>> {
  if (refs.length === 0) return new Set();
  const found = await db.all(sql`select r.kind, r.id from row r where (r.kind, r.id) in (values ${pairs(refs)})`);
  return new Set(found.map((columns) => keyOf(refOfColumns(columns))));
}

export interface Put {
  readonly row: Row;
  /** How often it was put: so many versions it is on. */
  readonly times: number;
  readonly project: string;
  readonly by: string;
}

export async function putRows(db: Queries, puts: readonly Put[]): Promise<void> {
  for (const chunk of chunksOf(puts)) {
    const values = chunk.map(({ row, times, project, by }) => sql`(${row.kind}, ${row.id}, ${project}, ${times}, ${JSON.stringify(row)}, ${by})`);
    await db.run(sql`
      insert into row (kind, id, project, version, body, made_by) values ${commas(values)}
      on conflict (kind, id) do update set version = row.version + excluded.version, body = excluded.body, made_by = excluded.made_by`);
  }
}

export async function removeRows(db: Queries, refs: readonly Ref[]): Promise<void> {
  for (const chunk of chunksOf(refs)) await db.run(sql`delete from row where (kind, id) in (values ${pairs(chunk)})`);
}

/** The rows among `refs` that there are, whoever may see them. Each is named once. In both databases a list of values has columns of these names. */
export async function storedRows(db: Queries, refs: readonly Ref[]): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const chunk of chunksOf(refs)) {
    const found = await db.all(sql`select r.body from (values ${pairs(chunk)}) v join row r on r.kind = v.column1 and r.id = v.column2`);
    for (const columns of found) rows.push(rowOf(columns));
  }
  return rows;
}

/** Every row of a kind, in no order. For the server's own housekeeping: it asks for nobody. */
export async function rowsOfKind(db: Queries, kind: string): Promise<readonly Row[]> {
  return (await db.all(sql`select r.body from row r where r.kind = ${kind}`)).map(rowOf);
}

/** Characters of all rows that this person wrote last. Reads through all of them: seldom asked. */
export async function charactersBy(db: Queries, person: string): Promise<number> {
  const [found] = await db.all(sql`select cast(coalesce(sum(length(r.body)), 0) as bigint) as characters from row r where r.made_by = ${person}`);
  return found ? numberOf(found, 'characters') : 0;
}

/** What is gone from some scope, of these kinds. */
export async function goneRefs(db: Queries, kinds: readonly string[]): Promise<readonly Ref[]> {
  const found = await db.all(sql`select distinct kind, id from feed where gone = 1 and kind in (${commas(kinds.map((kind) => sql`${kind}`))})`);
  return found.map(refOfColumns);
}

/** Takes the lines of what is gone out of the feeds: afterwards nothing says that it was ever there. */
export async function forgetGone(db: Queries, refs: readonly Ref[]): Promise<void> {
  for (const chunk of chunksOf(refs)) await db.run(sql`delete from feed where gone = 1 and (kind, id) in (values ${pairs(chunk)})`);
}

export interface Place extends Ref {
  readonly scope: Scope;
}

/** Where each of `refs` stands: a line for each of its scopes. Each is named once. */
export async function placesOf(db: Queries, refs: readonly Ref[]): Promise<readonly Place[]> {
  const places: Place[] = [];
  for (const chunk of chunksOf(refs)) {
    const found = await db.all(sql`select f.kind, f.id, f.scope from (values ${pairs(chunk)}) v join feed f on f.kind = v.column1 and f.id = v.column2 where f.gone = 0`);
    for (const columns of found) places.push({ ...refOfColumns(columns), scope: textOf(columns, 'scope') });
  }
  return places;
}

export async function refsIn(db: Queries, scope: Scope, kinds: readonly string[]): Promise<readonly Ref[]> {
  const found = await db.all(sql`select kind, id from feed where scope = ${scope} and gone = 0 and kind in (${commas(kinds.map((kind) => sql`${kind}`))})`);
  return found.map(refOfColumns);
}

export interface Member {
  readonly scope: Scope;
  readonly person: string;
}

export async function addMembers(db: Queries, members: readonly Member[]): Promise<void> {
  for (const chunk of chunksOf(members)) {
    const values = chunk.map(({ scope, person }) => sql`(${scope}, ${person}, null)`);
    await db.run(sql`insert into member (scope, person, until) values ${commas(values)} on conflict (scope, person) do update set until = null`);
  }
}

/** Who is in any of these scopes now. */
export async function membersOf(db: Queries, scopes: readonly Scope[]): Promise<ReadonlySet<string>> {
  const found = await db.all(sql`select distinct person from member where scope in (${commas(scopes.map((scope) => sql`${scope}`))}) and until is null`);
  return new Set(found.map((columns) => textOf(columns, 'person')));
}

export interface Move extends Ref {
  readonly gone: boolean;
}

/**
 * Moves rows to the heads of scopes. A scope's line stays locked until the transaction ends, so that numbers become
 * visible in their order and no cursor can skip one (stack.md, "Sync schema"). The scopes go in the same order always, so
 * that two transactions never wait for each other.
 */
export async function moveToHeads(db: Queries, moves: ReadonlyMap<Scope, readonly Move[]>): Promise<void> {
  const lines: { readonly key: string; readonly values: Statement }[] = [];
  for (const chunk of chunksOf([...moves.keys()].sort())) {
    const counts = chunk.map((scope) => sql`(${scope}, ${moves.get(scope)?.length ?? 0})`);
    const heads = await db.all(sql`
      insert into scope (id, head) values ${commas(counts)} on conflict (id) do update set head = scope.head + excluded.head returning id, head`);
    for (const columns of heads) {
      const scope = textOf(columns, 'id');
      const own = moves.get(scope) ?? [];
      const first = numberOf(columns, 'head') - own.length + 1;
      own.forEach((move, index) => lines.push({ key: `${scope} ${keyOf(move)}`, values: sql`(${scope}, ${move.kind}, ${move.id}, ${first + index}, ${first + index}, ${move.gone ? 1 : 0})` }));
    }
  }
  for (const chunk of chunksOf(lines.sort((a, b) => (a.key < b.key ? -1 : 1)))) {
    await db.run(sql`
      insert into feed (scope, kind, id, seq, since, gone) values ${commas(chunk.map(({ values }) => values))}
      on conflict (scope, kind, id) do update set seq = excluded.seq, gone = excluded.gone`);
  }
}

export interface Membership {
  readonly scope: Scope;
  readonly head: number;
  /** Set when the person left: the head at that moment. */
  readonly until: number | null;
}

/** The scopes that a person is in, or was in, with how far each has come. */
export async function membershipsOf(db: Queries, person: string): Promise<readonly Membership[]> {
  const found = await db.all(sql`
    select m.scope, m.until, coalesce(s.head, 0) as head from member m left join scope s on s.id = m.scope where m.person = ${person} order by m.scope`);
  return found.map((columns) => ({
    scope: textOf(columns, 'scope'), head: numberOf(columns, 'head'), until: columns.until === null ? null : numberOf(columns, 'until'),
  }));
}

export interface FeedLine extends Ref {
  readonly seq: number;
  /** The row as it is now; undefined where it is gone from the scope. */
  readonly row: Row | undefined;
  /** Characters of the row as JSON. */
  readonly size: number;
  /** Gone from this scope, yet still to be seen through another. */
  readonly elsewhere: boolean;
}

/** The next lines of a scope after a number, oldest first. What came and went after it is left out: nobody with this number has it. */
export async function feedAfter(db: Queries, person: string, scope: Scope, after: number, limit: number): Promise<readonly FeedLine[]> {
  const found = await db.all(sql`
    select r.kind, r.id, r.seq as place, b.body, case when r.gone = 0 then 0 when ${seenBy(person)} then 1 else 0 end as elsewhere
    from feed r left join row b on b.kind = r.kind and b.id = r.id and r.gone = 0
    where r.scope = ${scope} and r.seq > ${after} and (r.gone = 0 or r.since <= ${after}) order by r.seq limit ${limit}`);
  return found.map(feedLineOf);
}

/** For a scope that the person left: the rows that a device with this number still has, last come first; `seq` is when they came. */
export async function leftIn(db: Queries, person: string, scope: Scope, upTo: number, limit: number): Promise<readonly FeedLine[]> {
  const found = await db.all(sql`
    select r.kind, r.id, r.since as place, null as body, case when ${seenBy(person)} then 1 else 0 end as elsewhere
    from feed r where r.scope = ${scope} and r.since <= ${upTo} order by r.since desc limit ${limit}`);
  return found.map(feedLineOf);
}

function feedLineOf(columns: Columns): FeedLine {
  const row = columns.body === null ? undefined : rowOf(columns);
  const size = row ? textOf(columns, 'body').length : 0;
  return { kind: textOf(columns, 'kind'), id: textOf(columns, 'id'), seq: numberOf(columns, 'place'), row, size, elsewhere: numberOf(columns, 'elsewhere') === 1 };
}

const refOfColumns = (columns: Columns): Ref => ({ kind: textOf(columns, 'kind'), id: textOf(columns, 'id') });

function rowOf(columns: Columns): Row {
  const body: unknown = JSON.parse(textOf(columns, 'body'));
  if (!isRow(body)) throw new Error('a stored row has no kind or id');
  return body;
}

function isRow(body: unknown): body is Row {
  return typeof body === 'object' && body !== null && 'kind' in body && typeof body.kind === 'string' && 'id' in body && typeof body.id === 'string';
}
