import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createApp } from '../../src/server/app.ts';
import type { AppOptions } from '../../src/server/app.ts';
import { migrate, readMigrations } from '../../src/server/db/migrate.ts';
import { openSqlite } from '../../src/server/db/sqlite.ts';
import { createLog } from '../../src/server/log.ts';
import { createTries } from '../../src/server/tries.ts';

export const publicUrl = 'https://rasti.test';
// Named here, because in tests with a page Vite rewrites `new URL(…, import.meta.url)` to an address of the page.
const migrations = new URL('src/server/db/migrations/', pathToFileURL(`${process.cwd()}/`));
const start = Date.parse('2026-11-20T08:00:00.000Z');

/** A folder that goes away with `remove`. */
export function temporaryFolder() {
  const path = mkdtempSync(join(tmpdir(), 'rasti-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** The whole server in this process: a real database in a temporary folder, no port. Its clock goes a millisecond a reading. */
export async function openServer(options: Partial<AppOptions> = {}) {
  const folder = temporaryFolder();
  const db = openSqlite(join(folder.path, 'rasti.db'));
  await migrate(db, readMigrations('sqlite', migrations));
  const lines: string[] = [];
  let time = start;
  const now = () => new Date((time += 1)).toISOString();
  const app = createApp({
    db, now, config: { publicUrl }, log: createLog((line) => lines.push(line), now), site: new Map(), tries: createTries(),
    elapsed: () => time, addressOf: (context) => context.req.header('x-test-address') ?? 'here', ...options,
  });
  return {
    app, db, lines, now, folder: folder.path,
    passDays(days: number) {
      time += days * 86_400_000;
    },
    /** POSTs JSON as our own page does. */
    post: async (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
      app.request(path, {
        method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', ...headers },
      }),
    async close() {
      await db.close();
      folder.remove();
    },
  };
}

export type TestServer = Awaited<ReturnType<typeof openServer>>;
