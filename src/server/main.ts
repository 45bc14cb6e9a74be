import { fileURLToPath } from 'node:url';
import type { Mailbox } from '../mailbox/mailbox.ts';
import { tables } from './access.ts';
import { adoptLogins } from './adopt.ts';
import { createApp } from './app.ts';
import { recallConfirmations } from './appointments.ts';
import { createClosedList } from './closed-list.ts';
import type { Config } from './config.ts';
import { migrate } from './db/migrate.ts';
import { openDatabase } from './db/open.ts';
import type { Db } from './db/sql.ts';
import { keepHouse } from './housekeeping.ts';
import { createAddressOf, listen, StartProblem } from './listen.ts';
import { createLog } from './log.ts';
import { loginKeyOf } from './login-key.ts';
import { openMailbox, ticketKey } from './mail.ts';
import { createProofs } from './proof.ts';
import { createQuota } from './quota.ts';
import { prepareSetup } from './setup.ts';
import { loadSite } from './static.ts';
import { createTicketOffice } from './tickets.ts';
import { createTries } from './tries.ts';
import { createWakes } from './wake.ts';

export interface RunningServer {
  /** Where it can be opened on this machine or, where one was configured, its public address. */
  readonly url: string;
  /** The one-time link for the first coordinator, until somebody has signed in. */
  readonly setupLink: string | undefined;
  /** Finishes the requests that are under way, then closes the databases. */
  close(): Promise<void>;
}

export interface StartOptions {
  /** The folder with the built apps. */
  readonly dist?: string;
  readonly write?: (line: string) => void;
  /** The clock that the server goes by. */
  readonly now?: () => string;
}

const builtApps = fileURLToPath(new URL('../../dist', import.meta.url));

/** Opens the database, brings it up to date and listens. */
export async function startServer(config: Config, { dist = builtApps, write = (line) => process.stdout.write(line), now = () => new Date().toISOString() }: StartOptions = {}): Promise<RunningServer> {
  const log = createLog(write, now);
  const key = ticketKey(config);
  const db = await openUpToDate(config);
  let mailbox: Mailbox | undefined;
  try {
    if (config.mailbox === 'here') mailbox = openMailbox(config, key, log, now);
    const loginKey = keyIn(config);
    await adoptLogins(db, loginKey);
    await recallConfirmations(db, now());
    const secret = await prepareSetup(db, now());
    const wakes = createWakes(db);
    const app = createApp({
      db, tables, wakes, config, now, addressOf: createAddressOf(config.trustedProxies), log, mailbox, loginKey, site: loadSite(dist), tries: createTries(), tickets: createTicketOffice(key), quota: createQuota(), elapsed: () => performance.now(),
      proofs: createProofs(db, now), closed: createClosedList(config.dataDir),
    });
    const house = keepHouse({ db, tables, loginKey }, now, (error) => log.failure('housekeeping', error));
    const listening = await listen(app, config).catch(async (error: unknown) => {
      await house.stop();
      throw error;
    });
    const url = config.port === 0 ? `http://localhost:${listening.port}` : config.publicUrl;
    return {
      url, setupLink: secret === undefined ? undefined : `${url}/staff/#${secret}`,
      async close() {
        // A stream never ends by itself.
        wakes.close();
        await listening.stop();
        await house.stop();
        mailbox?.close();
        await db.close();
      },
    };
  } catch (error) {
    mailbox?.close();
    await db.close();
    throw error;
  }
}

function keyIn(config: Config): Uint8Array {
  try {
    return loginKeyOf(config);
  } catch (error) {
    throw new StartProblem(`DATA_DIR: login.key in ${config.dataDir} cannot be used (${error instanceof Error ? error.message : 'unknown'}).`);
  }
}

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
