import { randomUUID } from 'node:crypto';
import { parse } from '../../src/domain/schema.ts';
import type { Op } from '../../src/domain/op.ts';
import { protocolVersion } from '../../src/protocol/limits.ts';
import { syncReplySchema } from '../../src/protocol/sync.ts';
import { numberOf, sql, textOf } from '../../src/server/db/sql.ts';
import type { TestDatabase } from './database.ts';
import { signIn, startProcess } from './process.ts';
import { proven } from './proof.ts';
import { opOf, sessionAhead } from './world.ts';

export interface KillReport {
  readonly kills: number;
  /** Operations that a server said yes to. */
  readonly acknowledged: number;
  /** Requests that got no answer and were sent again, the same ones. */
  readonly repeated: number;
  /** Operations that were done when the server was killed and answered only when they came again: the case that doubles elsewhere. */
  readonly unanswered: number;
  readonly lost: number;
  readonly doubled: number;
  readonly ms: number;
}

const writers = 4;
const batchSize = 12;
// How many requests go out between two kills, and how far into the last of them the kill comes.
const requestsBetween = 16;
const intoMs = 60;

/**
 * Kills the server with SIGKILL again and again while four phones push and repeat what was not answered; then holds the
 * database against what was acknowledged. Every operation changes a session, and a session counts its changes: one
 * applied twice shows as surely as one that is missing. Throws when it takes longer than `maxMs`.
 */
export async function killAgainAndAgain(database: TestDatabase, kills: number, maxMs: number): Promise<KillReport> {
  const began = performance.now();
  let server = await startProcess(database);
  const { cookie = '', ...headers } = await signIn(server.url, server.secret ?? '');
  const acknowledged = new Map<string, Acknowledged>();
  const refused: string[] = [];
  let [killed, sent, repeated] = [0, 0, 0];

  async function push(ops: readonly Op[]): Promise<boolean> {
    const { url } = server;
    const sentAt = new Date().toISOString();
    // Asking for everything makes the moment between what is done and what is said longer: kills fall into it.
    const body = JSON.stringify({ protocol: protocolVersion, ops, cursor: {} });
    const answered = fetch(`${url}/api/sync`, { method: 'POST', headers: proven({ ...headers, cookie, origin: url }, 'POST', '/api/sync', body), body });
    sent += 1;
    if (sent % requestsBetween === 0 && killed < kills) setTimeout(kill, Math.random() * intoMs);
    try {
      const reply = parse(syncReplySchema, await (await answered).json());
      if (!reply.ok) return false;
      for (const outcome of reply.value.outcomes) {
        if (outcome.ok) acknowledged.set(outcome.id, { session: sessionIn(ops, outcome.id), sent: sentAt });
        else refused.push(outcome.reason);
      }
      return true;
    } catch {
      return false;
    }
  }

  let isDown = false;
  function kill(): void {
    if (isDown || killed >= kills) return;
    isDown = true;
    server.kill('SIGKILL');
  }

  async function write(): Promise<void> {
    const session = randomUUID();
    let ops = [opOf('session/plan', sessionAhead(session))];
    while (killed < kills) {
      while (!(await push(ops))) {
        repeated += 1;
        if (performance.now() - began > maxMs) throw new Error(`${kills} kills took longer than ${maxMs} ms`);
        await restarted;
      }
      ops = Array.from({ length: batchSize }, () => opOf('session/change', sessionAhead(session)));
    }
  }

  /** Starts the next server whenever one was killed. */
  let restarted: Promise<unknown> = Promise.resolve();
  async function watch(): Promise<void> {
    while (killed < kills) {
      const again = server.ended.then(async () => {
        killed += 1;
        server = await startProcess(database);
        isDown = false;
      });
      restarted = again;
      await again;
    }
  }

  await Promise.all([watch(), ...Array.from({ length: writers }, write)]);
  server.kill('SIGTERM');
  await server.ended;
  if (refused.length > 0) throw new Error(`operations were refused: ${[...new Set(refused)].join(', ')}`);
  return { kills: killed, acknowledged: acknowledged.size, repeated, ...(await compare(database, acknowledged)), ms: Math.round(performance.now() - began) };
}

interface Acknowledged {
  readonly session: string;
  /** When the request went out that was answered. */
  readonly sent: string;
}

const sessionIn = (ops: readonly Op[], id: string): string => {
  const args = ops.find((op) => op.id === id)?.args;
  return typeof args === 'object' && args !== null && 'id' in args ? String(args.id) : '';
};

async function compare(database: TestDatabase, acknowledged: ReadonlyMap<string, Acknowledged>): Promise<Pick<KillReport, 'lost' | 'doubled' | 'unanswered'>> {
  const db = database.open();
  const applied = new Map((await db.all(sql`select op, at from applied where outcome = 'ok'`)).map((row) => [textOf(row, 'op'), textOf(row, 'at')]));
  const versions = new Map((await db.all(sql`select id, version from row where kind = 'session'`)).map((row) => [textOf(row, 'id'), numberOf(row, 'version')]));
  await db.close();
  const made = new Map<string, number>();
  for (const { session } of acknowledged.values()) made.set(session, (made.get(session) ?? 0) + 1);
  const unanswered = [...acknowledged].filter(([op, { sent }]) => (applied.get(op) ?? sent) < sent).length;
  let lost = [...acknowledged.keys()].filter((op) => !applied.has(op)).length;
  let doubled = 0;
  // At the end nothing is under way: what was acknowledged is what was made.
  for (const [session, count] of made) {
    const version = versions.get(session) ?? 0;
    lost += Math.max(0, count - version);
    doubled += Math.max(0, version - count);
  }
  return { lost, doubled, unanswered };
}
