// Every SQL statement about numbers that are given once. In the project's turn (`takeTurn`): nobody else gives one meanwhile.
import { sessionSchema } from '../domain/session.ts';
import { parse } from '../domain/schema.ts';
import { sql, textOf } from './db/sql.ts';
import type { Queries } from './db/sql.ts';

export interface Series {
  readonly project: string;
  readonly series: string;
}

/** The numbers of one unit of work: looked up once, counted here, written at its end. */
export interface Numbering {
  /** The number that comes next in a series. Asked again, it is the same until it is taken. */
  next(of: Series): Promise<number>;
  take(of: Series): void;
  write(): Promise<void>;
}

const keyOf = ({ project, series }: Series): string => `${series} ${project}`;

export function createNumbering(db: Queries): Numbering {
  const last = new Map<string, Series & { last: number }>();
  const taken = new Set<string>();
  return {
    async next(of) {
      const known = last.get(keyOf(of)) ?? { ...of, last: await lastOf(db, of) };
      last.set(keyOf(of), known);
      return known.last + 1;
    },
    take(of) {
      const known = last.get(keyOf(of));
      if (!known) throw new Error('a number is taken that nobody has asked for');
      known.last += 1;
      taken.add(keyOf(of));
    },
    async write() {
      for (const key of [...taken].sort()) {
        const line = last.get(key);
        if (line) await db.run(sql`insert into numbering (project, series, last) values (${line.project}, ${line.series}, ${line.last}) on conflict (project, series) do update set last = excluded.last`);
      }
      taken.clear();
    },
  };
}

/** The last one that was given here; before the first one, the highest that apps gave by themselves. */
async function lastOf(db: Queries, { project, series }: Series): Promise<number> {
  const [line] = await db.all(sql`select last from numbering where project = ${project} and series = ${series}`);
  if (line) return Number(line['last']);
  const rows = await db.all(sql`select body from row where kind = 'session' and project = ${project}`);
  const numbers = rows.flatMap((columns) => {
    const session = parse(sessionSchema, JSON.parse(textOf(columns, 'body')));
    return session.ok && session.value.number.startsWith(`${series}-`) ? [Number(session.value.number.slice(series.length + 1))] : [];
  });
  return Math.max(0, ...numbers.filter(Number.isSafeInteger));
}
