import { pathToFileURL } from 'node:url';
import { tables } from '../../src/server/access.ts';
import { adoptLogins } from '../../src/server/adopt.ts';
import { createApp } from '../../src/server/app.ts';
import type { AppOptions } from '../../src/server/app.ts';
import { migrate, readMigrations } from '../../src/server/db/migrate.ts';
import { createLog } from '../../src/server/log.ts';
import { createQuota } from '../../src/server/quota.ts';
import { createTicketOffice } from '../../src/server/tickets.ts';
import { createTries } from '../../src/server/tries.ts';
import { createWakes } from '../../src/server/wake.ts';
import { createProofs } from '../../src/server/proof.ts';
import { newDatabase } from './database.ts';
import { proven } from './proof.ts';
import type { TestDatabase } from './database.ts';

export const publicUrl = 'https://rasti.test';
/** The key that a test's mailbox shares with the server. */
export const ticketKey = new Uint8Array(32).fill(7);
/** What the logins of a test's servers are marked with. */
export const loginKey = new Uint8Array(32).fill(9);
// Named here, because in tests with a page Vite rewrites `new URL(…, import.meta.url)` to an address of the page.
const migrations = new URL('src/server/db/migrations/', pathToFileURL(`${process.cwd()}/`));
const start = Date.parse('2026-11-20T08:00:00.000Z');

/**
 * The whole server in this process: a real database of its own, no port. Its clock goes a millisecond a reading. With a
 * `database` it is one more server on that, and leaves it as it is.
 */
export async function openServer(options: Partial<AppOptions> = {}, database?: TestDatabase) {
  const own = database ?? (await newDatabase());
  const db = own.open();
  await migrate(db, readMigrations(db.dialect, migrations));
  await adoptLogins(db, options.loginKey ?? loginKey);
  const lines: string[] = [];
  let time = start;
  const now = () => new Date((time += 1)).toISOString();
  // What signs and what checks go by the server's own clock.
  const clock = options.now ?? now;
  const wakes = createWakes(db);
  const app = createApp({
    db, tables, now, wakes, config: { publicUrl }, log: createLog((line) => lines.push(line), now), site: new Map(), tries: createTries(), tickets: createTicketOffice(ticketKey), quota: createQuota(),
    loginKey, proofs: createProofs(db, clock), closed: () => undefined, elapsed: () => time, addressOf: (context) => context.req.header('x-test-address') ?? 'here', ...options,
  });
  return {
    app, db, lines, now, database: own,
    passDays(days: number) {
      time += days * 86_400_000;
    },
    passMinutes(minutes: number) {
      time += minutes * 60_000;
    },
    /** POSTs JSON as our own page does, signed where the headers name a device of these tests. */
    post: async (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> => {
      const json = JSON.stringify(body);
      return app.request(path, {
        method: 'POST', body: json, headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', ...proven(headers, 'POST', path, json, clock()) },
      });
    },
    async close() {
      wakes.close();
      await db.close();
      if (!database) await own.remove();
    },
  };
}

export type TestServer = Awaited<ReturnType<typeof openServer>>;
