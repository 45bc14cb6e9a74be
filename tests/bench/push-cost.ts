import { randomUUID } from 'node:crypto';
import type { Op, Rules } from '../../src/domain/op.ts';
import { rule } from '../../src/domain/op.ts';
import { personScope } from '../../src/domain/scope.ts';
import { id, literal, object, ok, parse, text } from '../../src/domain/schema.ts';
import { syncReplySchema } from '../../src/protocol/sync.ts';
import type { Cursor } from '../../src/protocol/sync.ts';
import { tables } from '../../src/server/access.ts';
import { createQuota } from '../../src/server/quota.ts';
import type { Tables } from '../../src/server/access.ts';
import type { Db } from '../../src/server/db/sql.ts';
import { newSecret, proofOfSecret } from '../../src/server/secrets.ts';
import { startCluster } from '../../src/tools/postgres.ts';
import { newDatabase, useCluster } from '../support/database.ts';
import { openServer } from '../support/server.ts';
import { found, invite, opOf, redeem } from '../support/world.ts';
import type { Someone } from '../support/world.ts';
import { quantile } from './stats.ts';

// `npm run bench:server`, second half: what a push costs a server, by how many operations come in one request. Whole requests
// through the app without a network, with the rows that they changed in the reply. Four operations of five make a row, one
// changes it again. `one row each` is the least that an operation does; `answers` is a real one, in two scopes and with two rows to read.

const sizes = [1, 10, 100, 1_000];
const rounds = { sqlite: 12, postgres: 8 };

const noteArgs = { id: id(), text: text(1000) };
const putNote = rule({
  args: object(noteArgs),
  lane: (args) => `note/${args.id}`,
  apply: (_read, args, { by }) => ok([{ do: 'put', row: { kind: 'note', ...args }, scopes: [personScope(by)] }]),
});
const own: Rules = { 'note/put': putNote };
const withNotes: Tables = {
  isItem: () => true,
  rules: { ...tables.rules, ...own },
  rulesFor: (roles) => ({ ...tables.rulesFor(roles), ...own }),
  schemas: { ...tables.schemas, note: object({ kind: literal('note'), ...noteArgs }) },
};

const cluster = await startCluster({ durable: true });
useCluster(cluster.urlOf('postgres'));
try {
  for (const dialect of ['sqlite', 'postgres'] as const) await measure(dialect);
} finally {
  await cluster.stop();
}

async function measure(dialect: Db['dialect']): Promise<void> {
  const database = await newDatabase(dialect);
  const turns: number[] = [];
  const db = timed(database.open(), turns);
  const server = await openServer({ tables: withNotes, db, quota: createQuota({ ops: Infinity, bytes: Infinity, standing: Infinity }) }, database);
  const coordinator = await found(server);
  const expert = await arrive(coordinator);
  const { invitation } = await invite(coordinator, expert.id);
  const cases: readonly (readonly [string, (of: readonly string[]) => (index: number) => Op])[] = [
    ['one row each', (of) => (index) => opOf('note/put', { id: of[index], text: `${index} `.repeat(30) })],
    ['answers', (of) => (index) => opOf('answer/choose', { invitation, item: of[index]?.slice(-20), answer: 'ask' })],
  ];
  for (const [what, opsOf] of cases) {
    for (const size of sizes) {
      const times: number[] = [];
      let cursor: Cursor = {};
      for (let round = 0; round < rounds[dialect] + 2; round += 1) {
        for (let more = true; more; ) ({ cursor, more } = await expert.sync([], cursor));
        const ids = Array.from({ length: size }, (_, index) => (index % 5 === 4 ? index - 1 : index));
        const names = ids.map(() => randomUUID());
        const ops = ids.map((index) => opsOf(names)(index));
        turns.length = 0;
        const begin = performance.now();
        const reply = await expert.post('/api/sync', { protocol: 1, ops, cursor });
        const ms = performance.now() - begin;
        const told = parse(syncReplySchema, await reply.json());
        if (!told.ok || told.value.outcomes.filter((outcome) => outcome.ok).length < size) throw new Error(`the server answered ${reply.status}`);
        if (round >= 2) times.push(ms);
      }
      const p50 = quantile(times, 0.5);
      process.stdout.write(`${dialect.padEnd(9)} ${what.padEnd(13)} ${String(size).padStart(5)} operations  p50 ${p50.toFixed(2).padStart(8)} ms  p95 ${quantile(times, 0.95).toFixed(2).padStart(8)} ms  ${(p50 / size).toFixed(3)} ms each  turn ${Math.max(...turns).toFixed(1)} ms\n`);
    }
  }
  await server.close();
  await db.close();
  await database.remove();

  async function arrive(by: Someone): Promise<Someone> {
    const person = randomUUID();
    await by.does('person/add', { id: person, name: 'Aino', role: 'expert', hours: null, phone: null });
    const secret = newSecret();
    await by.post('/api/links', { person, proof: proofOfSecret(secret), device: null });
    return redeem(server, secret);
  }
}

/** The same database, which notes how long each transaction held it: on PostgreSQL, a project's turn. */
function timed(db: Db, turns: number[]): Db {
  return {
    ...db,
    transaction: (work) => db.transaction(async (tx) => {
      const begin = performance.now();
      try {
        return await work(tx);
      } finally {
        turns.push(performance.now() - begin);
      }
    }),
  };
}
