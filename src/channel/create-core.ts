import { mailType } from '../protocol/mailbox.ts';
import type { Core } from './core.ts';
import type { ChannelEnv } from './env.ts';
import { createIdentity } from './identity.ts';
import { loadOnce } from './load-once.ts';
import type { Seldom } from './seldom.ts';
import type { Store } from './store.ts';

export interface CoreOptions extends Pick<Core, 'root' | 'tickets' | 'hurry'> {
  readonly env: ChannelEnv;
  readonly store: Store;
}

/** The seam as the post gives it (core.ts), and what only the post uses of it. */
export interface OwnCore extends Core {
  /** What is needed now and then only. Rejects where the code for it cannot be loaded. */
  seldom(): Promise<Seldom>;
}

export function createCore({ env, store, root, tickets, hurry }: CoreOptions): OwnCore {
  const seldom = loadOnce(() => env.loadChunk(() => import('./seldom.ts')).then((code) => code.createSeldom(core)));
  const me = createIdentity(store, async () => (await seldom()).makeSelf());
  const core: OwnCore = {
    env, store, root, tickets, hurry, me, seldom,
    async ask(path, body) {
      try {
        // keepalive: what has left arrives, also when the page is closed behind it.
        const response = await env.fetch(path, { method: 'POST', body, headers: { 'content-type': mailType }, credentials: 'omit', keepalive: true });
        // A proxy's page, a portal's, or the app's own «not found» is no word of the mailbox.
        if (response.headers.get('content-type') !== mailType) return null;
        return { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()) };
      } catch {
        return null;
      }
    },
  };
  return core;
}
