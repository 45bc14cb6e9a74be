import type { Rules } from '../domain/op.ts';
import type { RowSchemas } from './check-rows.ts';
import type { Db } from './db.ts';
import type { Env } from './env.ts';
import type { Mirror } from './mirror.ts';
import { createSyncState } from './status.ts';
import type { SyncState } from './status.ts';
import type { Sync } from './sync.ts';

/** What an app may do and see: its rules, and the schemas of the rows that come to it. */
export interface Tables<R extends Rules> {
  readonly rules: R;
  readonly schemas: RowSchemas;
}

export interface ConnectionOptions<R extends Rules> {
  readonly env: Env;
  readonly db: Db;
  readonly device: string;
  readonly name: string;
  readonly tables: () => Promise<Tables<R>>;
  readonly mirror: Mirror;
  readonly loaded: (rules: R) => void;
}

export interface Connection<R extends Rules> extends Readonly<SyncState> {
  /** The rules and schemas; fetched once. Rejects when they cannot be fetched now. */
  load(): Promise<Tables<R>>;
  /** Pushes and pulls until there is nothing left to do, or until the network fails. Never rejects for the network. */
  now(): Promise<void>;
  /** Something waits: it goes at once, or at the next try where the way was closed a moment ago. */
  soon(): void;
  stop(): void;
}

const retryDelay = 5_000;

/**
 * The engine's second half: rules, checks and the exchange with the server come after the first picture, because none of
 * them is needed to show what is stored. From the first install on the service worker has them.
 */
export function createConnection<R extends Rules>({ env, db, device, name, mirror, tables, loaded }: ConnectionOptions<R>): Connection<R> {
  const state = createSyncState();
  let loading: Promise<Tables<R>> | undefined;
  let connecting: Promise<Sync> | undefined;
  let stopped = false;
  let cancelRetry = () => {};

  function load(): Promise<Tables<R>> {
    loading ??= tables().then((all) => {
      loaded(all.rules);
      return all;
    });
    return loading;
  }

  async function connect(): Promise<Sync> {
    const [{ schemas }, { createSync }] = await Promise.all([load(), import('./sync.ts')]);
    return createSync({ env, db, device, name, schemas, mirror, ...state });
  }

  async function withSync(use: (sync: Sync) => Promise<void> | void): Promise<void> {
    if (stopped) return;
    connecting ??= connect();
    const sync = await connecting.catch(() => undefined);
    if (stopped) return;
    if (sync) return use(sync);
    // The code could not be fetched: the network went before the first install was complete.
    loading = connecting = undefined;
    state.status.value = { kind: env.isOnline() ? 'waiting' : 'offline' };
    cancelRetry();
    cancelRetry = env.after(retryDelay, () => void now());
  }

  const now = (): Promise<void> => withSync((sync) => sync.now());

  return {
    ...state,
    load,
    now,
    soon: () => void withSync((sync) => sync.soon()),
    stop() {
      stopped = true;
      cancelRetry();
      void connecting?.then((sync) => sync.stop(), () => undefined);
    },
  };
}
