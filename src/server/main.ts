import { fileURLToPath } from 'node:url';
import { createAdaptorServer } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { tables } from './access.ts';
import { createApp } from './app.ts';
import type { Config } from './config.ts';
import { migrate } from './db/migrate.ts';
import { openDatabase } from './db/open.ts';
import type { Db } from './db/sql.ts';
import { createLog } from './log.ts';
import { prepareSetup } from './setup.ts';
import { loadSite } from './static.ts';
import { createTries } from './tries.ts';
import { createWakes } from './wake.ts';
import type { Wakes } from './wake.ts';

export interface RunningServer {
  /** Where it can be opened on this machine or, where one was configured, its public address. */
  readonly url: string;
  /** The one-time link for the first coordinator, until somebody has signed in. */
  readonly setupLink: string | undefined;
  /** Finishes the requests that are under way, then closes the database. */
  close(): Promise<void>;
}

/** The start cannot go on; its message is one line for whoever runs the server. */
export class StartProblem extends Error {}

export interface StartOptions {
  /** The folder with the built apps. */
  readonly dist?: string;
  readonly write?: (line: string) => void;
}

const builtApps = fileURLToPath(new URL('../../dist', import.meta.url));
const finishMs = 10_000;

/** Opens the database, brings it up to date and listens. */
export async function startServer(config: Config, { dist = builtApps, write = (line) => process.stdout.write(line) }: StartOptions = {}): Promise<RunningServer> {
  const now = () => new Date().toISOString();
  const db = await openUpToDate(config);
  try {
    const secret = await prepareSetup(db, now());
    const wakes = createWakes(db);
    const app = createApp({
      db, tables, wakes, config, now, addressOf, site: loadSite(dist), tries: createTries(), log: createLog(write, now), elapsed: () => performance.now(),
    });
    // A body of the largest size has two minutes: a poor phone connection needs one of them.
    const server = createAdaptorServer({ fetch: app.fetch, serverOptions: { requestTimeout: 120_000, headersTimeout: 20_000, maxHeaderSize: 16_384 } });
    const port = await listen(server, config);
    const url = config.port === 0 ? `http://localhost:${port}` : config.publicUrl;
    return { url, setupLink: secret === undefined ? undefined : `${url}/staff/#${secret}`, close: () => stop(server, wakes, db) };
  } catch (error) {
    await db.close();
    throw error;
  }
}

type Server = ReturnType<typeof createAdaptorServer>;

/** Opens the database and brings it up to date; where that fails, the problem names no address: there may be a password in it. */
async function openUpToDate(config: Config): Promise<Db> {
  let db: Db | undefined;
  try {
    db = openDatabase(config);
    await migrate(db);
    return db;
  } catch (error) {
    await db?.close();
    const why = error instanceof Error ? error.message : 'unknown';
    if (config.databaseUrl === undefined) throw new StartProblem(`DATA_DIR: the database in ${config.dataDir} cannot be opened (${why}).`);
    const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : why;
    throw new StartProblem(`DATABASE_URL: the database cannot be opened (${code}).`);
  }
}

function listen(server: Server, { host, port }: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new StartProblem(`HOST and PORT: cannot listen on ${host}:${port} (${'code' in error ? error.code : error.name}).`)));
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

async function stop(server: Server, wakes: Wakes, db: Db): Promise<void> {
  // A stream never ends by itself.
  wakes.close();
  // Node closes the connections that are idle now; one that answers a last request would stay open until it times out.
  const idle = setInterval(() => 'closeIdleConnections' in server && server.closeIdleConnections(), 50);
  const cut = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), finishMs);
  await new Promise((resolve) => server.close(resolve));
  clearInterval(idle);
  clearTimeout(cut);
  await db.close();
}

/** SIGTERM and Ctrl+C stop the server cleanly: what is under way is finished and kept, then the process ends with 0. */
export function closeOnSignals(server: RunningServer): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void server.close().then(() => process.exit(0)));
  }
}

/** Behind a proxy on this machine every request comes from here: then the proxy's own entry, the last one, counts. */
function addressOf(context: Context): string {
  const peer = getConnInfo(context).remote.address ?? '';
  const isHere = peer === '::1' || /^(?:::ffff:)?127\./.test(peer);
  const forwarded = isHere ? context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  return forwarded ?? peer;
}
