import { randomUUID } from 'node:crypto';
import { teamScope } from '../../src/domain/scope.ts';
import type { Cursor } from '../../src/protocol/sync.ts';
import { makeChanges } from '../../src/server/changes.ts';
import type { TestServer } from './server.ts';
import { session } from './rows.ts';
import { found } from './world.ts';
import type { Someone } from './world.ts';

export interface History {
  readonly rows: number;
  readonly who: Someone;
  /** Where a phone stands that has everything. */
  readonly cursor: Cursor;
  /** Where one stands that lacks the last ten rows. */
  readonly behind: Cursor;
}

const atOnce = 500;

/** A project of its own whose coordinator has this many sessions behind them. */
export async function withHistory(server: TestServer, rows: number): Promise<History> {
  const who = await found(server);
  const scope = teamScope(who.project);
  const acting = { person: who.id, project: who.project, roles: ['coordinator'] as const };
  for (let made = 0; made < rows; made += atOnce) {
    const changes = Array.from({ length: Math.min(atOnce, rows - made) }, () => ({ do: 'put' as const, row: session({ id: randomUUID(), project: who.project }), scopes: [scope] }));
    await server.db.transaction((tx) => makeChanges(tx, { acting, op: 'history', at: server.now() }, changes));
  }
  let cursor: Cursor = {};
  for (let more = true; more; ) ({ cursor, more } = await who.sync([], cursor));
  return { rows, who, cursor, behind: { ...cursor, [scope]: (cursor[scope] ?? 0) - 10 } };
}
