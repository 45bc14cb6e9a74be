import { startCluster } from '../../src/tools/postgres.ts';
import { newDatabase, useCluster } from '../support/database.ts';
import { withHistory } from '../support/history.ts';
import type { History } from '../support/history.ts';
import { openServer } from '../support/server.ts';
import { quantile } from './stats.ts';

// `npm run bench:server`: what a pull costs a server, by how much history the person has. The last column is the ratio to
// ten rows: flat within noise is what is meant to be. Whole requests through the app, without a network.

const sizes = [10, 100, 1_000, 10_000];
const rounds = 400;

const cluster = await startCluster({ durable: true });
useCluster(cluster.urlOf('postgres'));
try {
  for (const dialect of ['sqlite', 'postgres'] as const) await measure(dialect);
} finally {
  await cluster.stop();
}

async function measure(dialect: 'sqlite' | 'postgres'): Promise<void> {
  const database = await newDatabase(dialect);
  const server = await openServer({}, database);
  const histories: History[] = [];
  for (const size of sizes) histories.push(await withHistory(server, size));
  for (const what of ['nothing new', 'ten new rows'] as const) {
    const times = new Map(sizes.map((size): [number, number[]] => [size, []]));
    // In turns, so that what else the machine does hits all of them alike. The first tenth only warms up.
    for (let round = 0; round < rounds * 1.1; round += 1) {
      for (const { rows, who, cursor, behind } of histories) {
        const begin = performance.now();
        await who.sync([], what === 'nothing new' ? cursor : behind);
        if (round >= rounds * 0.1) times.get(rows)?.push(performance.now() - begin);
      }
    }
    const base = quantile(times.get(10) ?? [], 0.5);
    for (const [size, own] of times) {
      const [p50, p95] = [quantile(own, 0.5), quantile(own, 0.95)];
      process.stdout.write(`${dialect.padEnd(9)} ${what.padEnd(13)} ${String(size).padStart(6)} rows of history  p50 ${p50.toFixed(2)} ms  p95 ${p95.toFixed(2)} ms  × ${(p50 / base).toFixed(2)}\n`);
    }
  }
  await server.close();
  await database.remove();
}
