import { createDb } from '../client/db.ts';
import { drain } from '../client/drain.ts';
import type { DrainEnv } from '../client/drain.ts';
import { createTriage } from '../client/triage.ts';
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
  for (const { device, store } of await signedIn()) {
    const name = `rasti-${store}`;
    const db = createDb(name);
    try {
      const ended = await env.exclusively(`${name}-sync`, () =>
        drain({
          env, db, device, triage: createTriage(), readReply, readCursor: () => ({}), check: null,
          answered: () => {},
          changed: async () => tellPages(name),
          isStopped: () => Date.now() > until,
        }),
      );
      // A page holds the lock: it sends by itself.
      if (ended !== undefined && ended !== 'done') left = true;
    } finally {
      db.close();
    }
  }
  if (left) throw new Error('something still waits');
}

function tellPages(name: string): void {
  const channel = new BroadcastChannel(name);
  channel.postMessage(0);
  channel.close();
}

const env: DrainEnv & { exclusively<T>(name: string, work: () => Promise<T>): Promise<T | undefined> } = {
  now: () => new Date().toISOString(),
  fetch: (path, init) => fetch(path, { credentials: 'same-origin', cache: 'no-store', redirect: 'error', signal: AbortSignal.timeout(20_000), ...init }),
  exclusively: async (name, work) => navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock ? work() : undefined)),
};
