import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/server/db/sql.ts';
import type { Columns, Queries, Statement } from '../../src/server/db/sql.ts';
import { pull } from '../../src/server/pull.ts';
import { visibleRows } from '../../src/server/rows.ts';
import { withHistory } from '../support/history.ts';
import type { History } from '../support/history.ts';
import { openServer } from '../support/server.ts';
import type { TestServer } from '../support/server.ts';

// What a pull touches, counted or asked of the planner: no clock.

let server: TestServer;
let short: History;
let long: History;
beforeAll(async () => {
  server = await openServer();
  short = await withHistory(server, 10);
  long = await withHistory(server, 10_000);
  if (server.db.dialect === 'postgres') await server.db.run(sql`analyze`);
}, 120_000);
afterAll(() => server.close());

/** The statements that `work` asks, each with what the database says of it. */
async function explained(work: (queries: Queries) => Promise<unknown>): Promise<readonly (readonly Columns[])[]> {
  const asked: Statement[] = [];
  const recording: Queries = { run: (statement) => server.db.run(statement), all: (statement) => (asked.push(statement), server.db.all(statement)) };
  await work(recording);
  const explain = (statement: Statement) => (server.db.dialect === 'sqlite' ? sql`explain query plan ${statement}` : sql`explain (analyze, buffers, timing off) ${statement}`);
  return Promise.all(asked.map((statement) => server.db.all(explain(statement))));
}

/** PostgreSQL: pages touched, of every statement together. */
function pagesIn(plans: readonly (readonly Columns[])[]): number {
  const top = plans.map((plan) => plan.map((line) => String(line['QUERY PLAN'])).find((line) => line.includes('Buffers:')) ?? '');
  return top.reduce((sum, line) => sum + [...line.matchAll(/(?:hit|read)=(\d+)/g)].reduce((all, [, count]) => all + Number(count), 0), 0);
}

describe('a pull', () => {
  it.each(['cursor', 'behind'] as const)('touches as much after 10,000 rows of history as after 10 (%s)', async (place) => {
    const plansOf = (history: History) => explained((queries) => pull(queries, history.who.id, history[place]));
    const [few, many] = [await plansOf(short), await plansOf(long)];
    expect(many).toHaveLength(few.length);
    if (server.db.dialect === 'postgres') {
      // An index of 10,000 is a page or two deeper for each time that it is entered.
      expect(pagesIn(many)).toBeLessThan(pagesIn(few) * 2 + 60);
      expect(pagesIn(many)).toBeGreaterThan(0);
    } else {
      const steps = many.map((plan) => plan.map((line) => String(line['detail'])));
      expect(steps.flat().filter((step) => step.startsWith('SCAN'))).toEqual([]);
      // The feed is entered at the cursor and read in its order, never sorted.
      const feeds = steps.filter((plan) => plan.some((step) => /^SEARCH r USING INDEX .*scope=\? AND seq>\?/.test(step)));
      expect(feeds).toHaveLength(place === 'behind' ? 1 : 0);
      expect(feeds.flat().filter((step) => step.includes('TEMP B-TREE'))).toEqual([]);
    }
  });

  it('asks the same few statements whatever lies behind', async () => {
    const count = async (history: History) => {
      let asked = 0;
      await pull({ run: (one) => server.db.run(one), all: (one) => ((asked += 1), server.db.all(one)) }, history.who.id, history.cursor);
      return asked;
    };
    expect(await count(long)).toBe(await count(short));
  });
});

describe('what a rule reads', () => {
  it('is found by its key', async () => {
    const plans = await explained((queries) => visibleRows(queries, long.who.id, [{ kind: 'person', id: long.who.id }]));
    if (server.db.dialect === 'postgres') expect(pagesIn(plans)).toBeLessThan(40);
    else expect(plans.flat().map((line) => String(line['detail'])).filter((step) => /^SCAN (?:r|f|m)\b/.test(step))).toEqual([]);
  });
});
