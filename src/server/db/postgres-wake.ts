import { Client } from 'pg';
import type { ClientConfig, Pool } from 'pg';
import type { Listener } from './sql.ts';

const channel = 'rasti_wake';
// PostgreSQL takes less than 8000 bytes; a scope's name has at most some 120 characters of ASCII.
const scopesAtOnce = 50;
const reconnectMs = 1_000;

/** Tells every server on this database. Scopes alone, never content; a message that gets lost costs a moment, no row. */
export async function notify(pool: Pool, scopes: readonly string[]): Promise<void> {
  try {
    for (let at = 0; at < scopes.length; at += scopesAtOnce) {
      await pool.query('select pg_notify($1, $2)', [channel, scopes.slice(at, at + scopesAtOnce).join(' ')]);
    }
  } catch {
    // The database is out of reach: when it is back, everybody is woken.
  }
}

/**
 * Hears what all servers tell, over a connection of its own. When that breaks it is opened again, for ever; something may
 * have been missed meanwhile, so the listener is called with undefined then. Returns how to stop.
 */
export function listenTo(config: ClientConfig, listener: Listener): () => Promise<void> {
  let client: Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  async function connect(isFirst: boolean): Promise<void> {
    const fresh = new Client(config);
    client = fresh;
    const again = (): void => {
      if (stopped || client !== fresh) return;
      client = undefined;
      fresh.end().catch(() => {});
      timer = setTimeout(() => void connect(false), reconnectMs);
    };
    fresh.on('error', again);
    fresh.on('end', again);
    fresh.on('notification', ({ payload }) => listener(payload?.split(' ')));
    try {
      await fresh.connect();
      await fresh.query(`listen ${channel}`);
      if (!isFirst) listener(undefined);
    } catch {
      again();
    }
  }

  const started = connect(true);
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await started;
    await client?.end().catch(() => {});
  };
}
