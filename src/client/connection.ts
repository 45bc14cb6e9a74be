import type { Rules } from '../domain/op.ts';
import { isOutgrown, loadChunk } from './browser-chunk.ts';
import type { RowSchemas } from './check-rows.ts';
import { createSyncState } from './status.ts';
import type { SyncState } from './status.ts';
import type { Sync, SyncOptions } from './sync.ts';

/** What an app may do and see: its rules, and the schemas of the rows that come to it. */
export interface Tables<R extends Rules> {
  readonly rules: R;
  readonly schemas: RowSchemas;
}

export interface ConnectionOptions<R extends Rules> extends Omit<SyncOptions, 'schemas' | keyof SyncState> {
  readonly tables: () => Promise<Tables<R>>;
  readonly loaded: (rules: R) => void;
}

export interface Connection<R extends Rules> extends Readonly<SyncState> {
  /** The rules; fetched once, with all else that comes late. Rejects when it cannot be fetched now. */
  rules(): Promise<R>;
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
export function createConnection<R extends Rules>({ tables, loaded, ...rest }: ConnectionOptions<R>): Connection<R> {
  const { env } = rest;
  const state = createSyncState();
  let loading: Promise<{ rules: R; sync: Sync }> | undefined;
  let stopped = false;
  let cancelRetry = () => {};

  async function load(): Promise<{ rules: R; sync: Sync }> {
    const [{ rules, schemas }, { createSync }] = await Promise.all([tables(), loadChunk(() => import('./sync.ts'))]);
    loaded(rules);
    return { rules, sync: createSync({ ...rest, ...state, schemas }) };
  }

  const late = (): Promise<{ rules: R; sync: Sync }> => (loading ??= load().catch((error: unknown) => ((loading = undefined), Promise.reject(error))));

  async function withSync(use: (sync: Sync) => Promise<void> | void): Promise<void> {
    const there = await late().catch(() => undefined);
    if (stopped) return;
    if (there) return use(there.sync);
    // The code could not be fetched: the network went before the first install was complete, or the server has another build.
    state.status.value = { kind: isOutgrown.value ? 'outdated' : env.isOnline() ? 'waiting' : 'offline' };
    cancelRetry();
    cancelRetry = env.after(retryDelay, () => void now());
  }

  const now = (): Promise<void> => withSync((sync) => sync.now());

  return {
    ...state,
    rules: async () => (await late()).rules,
    now,
    soon: () => void withSync((sync) => sync.soon()),
    stop() {
      stopped = true;
      cancelRetry();
      void loading?.then(({ sync }) => sync.stop(), () => undefined);
    },
  };
}
