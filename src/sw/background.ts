import type { Asker } from '../client/asker.ts';
import { createDbAsItIs } from '../client/db.ts';
import { drain } from '../client/drain.ts';
import type { DrainOptions } from '../client/drain.ts';
import { createTriage } from '../client/triage.ts';
import { renewCookie } from '../client/renew.ts';
import { createProver } from '../crypto/prove.ts';
import { eraseClosed } from './closed.ts';
import { readReply } from './reply.ts';
import { signedIn } from './settings.ts';

// A sync event is cut off by the browser after some minutes (Chromium: three); this stops before that, in good order.
const longest = 120_000;

/**
 * Sends what waits on this phone with no page open. It only pushes: rows are for pages to look at, and these fetch them
 * when they are opened. Rejects when something is left, so that the browser tries again by itself.
 */
export async function sendWaiting(): Promise<void> {
  const until = Date.now() + longest;
  let left = false;
  for (const { device, store, keys } of await signedIn()) {
    const name = `rasti-${store}`;
    const prover = await createProver(device, keys, Date.now);
    const me: Asker = { device, prove: async (...said) => prover?.(...said) ?? null };
    await navigator.locks.request(`${name}-sync`, { ifAvailable: true }, async (lock) => {
      const db = createDbAsItIs(name);
      // A page that holds the lock sends by itself, unless it is closed in the middle: then somebody has to come again.
      const draining = lock && drain({ env, db, me, triage: createTriage(), read: readReply, changed: async () => tellPages(name), isStopped: () => Date.now() > until });
      // One login's empty store does not keep the others waiting.
      const ended = await Promise.resolve(draining).catch(() => null);
      db.close();
      // Closed by somebody: nothing of it stays on this device, also where nobody opens the app any more.
      if (ended === 'signed-out' && (await renewCookie(env, me)) === 'closed') await eraseClosed({ device, store });
      else left ||= ended !== 'done';
    });
  }
  if (left) throw new Error('something still waits');
}

function tellPages(name: string): void {
  const channel = new BroadcastChannel(name);
  channel.postMessage(0);
  channel.close();
}

const env: DrainOptions['env'] = {
  now: () => new Date().toISOString(),
  fetch: (path, init) => fetch(path, { cache: 'no-store', redirect: 'error', signal: AbortSignal.timeout(longest), ...init }),
};
