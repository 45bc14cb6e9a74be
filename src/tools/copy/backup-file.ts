import { createReadStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { count, id, instant, list, literal, object, parse, string } from '../../domain/schema.ts';
import type { Db } from '../../server/db/sql.ts';
import { tables } from '../../server/db/tables.ts';
import type { Table } from '../../server/db/tables.ts';
import { schemaOf } from './command.ts';
import { Problem } from './fill.ts';
import type { Sums } from './fill.ts';
import { cellOf, columnsOf, isSame, readTable, sumOf } from './table.ts';
import type { Cells, Sum } from './table.ts';

/*
 * A backup is one file of JSON lines, the same from both databases and for both:
 *   {"rasti":"backup","format":1,"schema":1,"made":"…"}      schema: the newest migration
 *   {"table":"row","columns":["kind",…]}                     then one array a row, in the order of the key
 *   {"end":"row","count":12,"sha256":"…"}                    of the arrays' lines
 *   {"done":true}                                            without this last line the file was cut off
 */
const headSchema = object({ rasti: literal('backup'), format: literal(1), schema: count(10_000), made: instant() });
const tableSchema = object({ table: id(), columns: list(id()) });
const endSchema = object({ end: id(), count: count(Number.MAX_SAFE_INTEGER), sha256: string() });
const doneSchema = object({ done: literal(true) });

/** Writes everything as it is at one moment, while servers go on writing. The name appears when the file is whole and on the disk. */
export async function writeBackup(db: Db, file: string, made: string): Promise<Sums> {
  const part = `${file}.part`;
  const handle = await open(part, 'wx', 0o600);
  try {
    const sums = await db.snapshot(async (moment) => {
      const write = (value: unknown): Promise<void> => handle.appendFile(`${JSON.stringify(value)}\n`);
      const written = new Map<string, Sum>();
      await write({ rasti: 'backup', format: 1, schema: schemaOf(db), made });
      for (const table of tables) {
        await write({ table: table.name, columns: columnsOf(table) });
        const sum = await sumOf(passing(readTable(moment, table), (lines) => handle.appendFile(lines)));
        await write({ end: table.name, ...sum });
        written.set(table.name, sum);
      }
      await write({ done: true });
      return written;
    });
    await handle.sync();
    await handle.close();
    await rename(part, file);
    return sums;
  } catch (error) {
    await handle.close().catch(() => {});
    await rm(part, { force: true });
    throw error;
  }
}

/** Passes rows on, and writes their lines some at a time. */
async function* passing(rows: AsyncIterable<Cells>, write: (lines: string) => Promise<void>): AsyncGenerator<Cells> {
  let lines = '';
  for await (const cells of rows) {
    lines += `${JSON.stringify(cells)}\n`;
    if (lines.length > 65_536) {
      await write(lines);
      lines = '';
    }
    yield cells;
  }
  await write(lines);
}

export interface Backup {
  readonly sums: Sums;
  rowsOf(table: Table): AsyncIterable<Cells>;
}

/** Reads a backup through, and holds each table against its sum. Throws a `Problem` for whatever is not whole, or not of this version. */
export async function openBackup(file: string, db: Pick<Db, 'dialect'>): Promise<Backup> {
  const lines = linesIn(file, 0);
  const head = parse(headSchema, (await lines.next()).value?.value);
  if (!head.ok) throw new Problem('This is no backup that Rasti made.');
  if (head.value.schema !== schemaOf(db)) throw new Problem('The backup was made by another version of Rasti: restore it with that version, then update.');
  const starts = new Map<string, number>();
  const sums = new Map<string, Sum>();
  for (const table of tables) {
    const begin = (await lines.next()).value;
    const named = parse(tableSchema, begin?.value);
    if (!begin || !named.ok || named.value.table !== table.name || named.value.columns.join() !== columnsOf(table).join()) throw damaged(table);
    starts.set(table.name, begin.end);
    let end: unknown;
    const sum = await sumOf(rowsUntilEnd(lines, table, (value) => (end = value)));
    const said = parse(endSchema, end);
    if (!said.ok || said.value.end !== table.name || !isSame(sum, said.value)) throw damaged(table);
    sums.set(table.name, sum);
  }
  if (!parse(doneSchema, (await lines.next()).value?.value).ok) throw new Problem('The backup was cut off: its last line is missing.');
  return { sums, rowsOf: (table) => rowsUntilEnd(linesIn(file, starts.get(table.name) ?? 0), table, () => {}) };
}

const damaged = (table: Table): Problem => new Problem(`The backup is damaged: "${table.name}" is not what was written.`);

async function* rowsUntilEnd(lines: AsyncGenerator<{ value: unknown }>, table: Table, ended: (value: unknown) => void): AsyncGenerator<Cells> {
  for (let line = await lines.next(); !line.done; line = await lines.next()) {
    const { value } = line.value;
    if (!Array.isArray(value)) return ended(value);
    if (value.length !== columnsOf(table).length) throw damaged(table);
    yield value.map(cellOf);
  }
}

/** The lines of a file from a byte on, each with the byte at which it ends. Not node:readline: it ends a line at U+2028, which texts may hold. */
async function* linesIn(file: string, start: number): AsyncGenerator<{ value: unknown; end: number }> {
  let end = start;
  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(file, { start, highWaterMark: 262_144 })) {
    if (!Buffer.isBuffer(chunk)) throw new Error('a file is bytes');
    const bytes = Buffer.concat([rest, chunk]);
    let from = 0;
    for (let to = bytes.indexOf(10); to >= 0; to = bytes.indexOf(10, from)) {
      end += to + 1 - from;
      yield { value: jsonIn(bytes.toString('utf8', from, to)), end };
      from = to + 1;
    }
    rest = bytes.subarray(from);
  }
}

function jsonIn(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
