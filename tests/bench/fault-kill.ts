import { startCluster } from '../../src/tools/postgres.ts';
import { newDatabase, useCluster } from '../support/database.ts';
import { killAgainAndAgain } from '../support/kills.ts';
import type { KillReport } from '../support/kills.ts';

// `npm run fault:kill`: the server is killed 50 times on SQLite and 20 times on PostgreSQL while phones push. Ends with 1
// when an acknowledged operation is missing or there twice.

const cluster = await startCluster({ durable: true });
useCluster(cluster.urlOf('postgres'));
try {
  await run('sqlite', 50);
  await run('postgres', 20);
} finally {
  await cluster.stop();
}

async function run(dialect: 'sqlite' | 'postgres', kills: number): Promise<void> {
  const database = await newDatabase(dialect);
  const report = await killAgainAndAgain(database, kills, 300_000);
  await database.remove();
  process.stdout.write(`${dialect.padEnd(9)} ${say(report)}\n`);
  if (report.lost > 0 || report.doubled > 0) process.exitCode = 1;
}

function say({ kills, acknowledged, repeated, unanswered, lost, doubled, ms }: KillReport): string {
  return `${kills} kills, ${acknowledged} operations acknowledged, ${repeated} requests repeated, ${unanswered} operations in them done already: ${lost} lost, ${doubled} doubled (${(ms / 1000).toFixed(1)} s)`;
}
