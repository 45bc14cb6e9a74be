import { readFileSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { DAYS } from './month-lives.ts';
import type { Month } from './month-world.ts';

// Everything that lies on the server's disk, read as somebody reads it who holds the files: raw SQL, raw pages, the log.

export interface BoxAtRest {
  /** How many envelopes lie there of each day. */
  readonly days: readonly number[];
  /** The number that was given last; the lowest that is there; and its month. */
  readonly last: number;
  readonly first: number;
  readonly month: string;
  /** Where they lie in the file: how many one after another are of this box. */
  readonly runs: readonly number[];
}

export interface AtRest {
  readonly box: (id: string) => BoxAtRest;
  /** When the app's own database last saw a person's login, as a day of the month. */
  readonly seen: (person: string) => number;
  /** Lines of the log that are a sync, by day. */
  readonly syncs: readonly number[];
  /** Bytes of both database files. */
  readonly sizes: readonly [number, number];
}

const PAGE = 4_096;

export function readAtRest({ file, appFile, lines }: Pick<Month, 'file' | 'appFile' | 'lines'>): AtRest {
  const mail = new DatabaseSync(file);
  mail.exec('pragma wal_checkpoint(truncate)');
  const boxes = mail.prepare('select lower(hex(id)) as id, last, month from box').all();
  const envelopes = mail.prepare('select lower(hex(box)) as box, n, day, bytes from envelope').all();
  mail.close();
  const runs = runsOf(readFileSync(file), envelopes.map(({ box, bytes }) => ({ box: String(box), bytes: Buffer.from(bytes instanceof Uint8Array ? bytes : []) })));
  const counts = new Map<string, number[]>(boxes.map(({ id }) => [String(id), Array.from({ length: DAYS + 1 }, () => 0)]));
  const firsts = new Map<string, number>();
  for (const { box, n, day } of envelopes) {
    const [days, at] = [counts.get(String(box)), Number(String(day).slice(8)) - 1];
    if (days) days[at] = (days[at] ?? 0) + 1;
    firsts.set(String(box), Math.min(Number(n), firsts.get(String(box)) ?? Infinity));
  }
  const known = new Map(boxes.map(({ id, last, month }): [string, BoxAtRest] => [String(id), {
    days: (counts.get(String(id)) ?? []).slice(0, DAYS), last: Number(last), first: firsts.get(String(id)) ?? 0, month: String(month), runs: runs.get(String(id)) ?? [],
  }]));

  const app = new DatabaseSync(appFile);
  const logins = new Map(app.prepare('select person, seen from login').all().map(({ person, seen }) => [String(person), Number(String(seen).slice(8, 10))]));
  app.close();
  const syncs = Array.from({ length: DAYS }, () => 0);
  for (const line of lines.filter((one) => one.includes('"/api/sync"'))) {
    const day = Number(/"time":"\d{4}-\d{2}-(\d{2})/.exec(line)?.[1]) - 1;
    syncs[day] = (syncs[day] ?? 0) + 1;
  }
  return {
    box: (id) => known.get(id) ?? missing(),
    seen: (person) => logins.get(person) ?? missing(),
    syncs, sizes: [statSync(file).size, statSync(appFile).size],
  };
}

/** An envelope lies in a page of its own but for its beginning: from the numbers of these pages follows who comes after whom. */
function runsOf(bytes: Buffer, envelopes: readonly { readonly box: string; readonly bytes: Buffer }[]): Map<string, number[]> {
  const key = (from: Buffer, at: number): string => from.toString('latin1', at, at + 12);
  const boxOf = new Map(envelopes.map((envelope) => [key(envelope.bytes, 3_000), envelope.box]));
  // Numbers of one and of two bytes before it: there are a few distances from the beginning of a page.
  const places = new Set(envelopes.filter((_, at) => at % 1_500 === 0).map((envelope) => bytes.indexOf(envelope.bytes.subarray(3_000, 3_012))).filter((at) => at >= 0).map((at) => at % PAGE));
  const order: string[] = [];
  for (let page = 0; page < bytes.length; page += PAGE) {
    for (const place of places) {
      const box = boxOf.get(key(bytes, page + place));
      if (box !== undefined) order.push(box);
    }
  }
  const runs = new Map<string, number[]>();
  let [last, length] = ['', 0];
  for (const box of [...order, '']) {
    if (box === last) {
      length += 1;
      continue;
    }
    if (length > 0) runs.set(last, [...(runs.get(last) ?? []), length]);
    [last, length] = [box, 1];
  }
  return runs;
}

function missing(): never {
  throw new Error('it should lie there');
}
