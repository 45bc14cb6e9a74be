import { createDbAsItIs } from '../client/db.ts';
import { eraseStores } from '../client/erase-login.ts';
import type { ClosedNote } from '../client/erase-login.ts';
import { asked, connect, within } from '../client/idb.ts';
import { readQueue } from '../client/outbox.ts';
import { settingsDbName } from '../client/settings.ts';
import type { Login } from '../client/settings.ts';
import type { SignedIn } from './settings.ts';

/** Open pages hear under this name that they are to begin anew (expert/lock-channel.ts). */
const lockChannel = 'rasti-lock';

/** Takes everything of a closed login off this device, and leaves word for whoever opens the app. */
export async function eraseClosed({ device, store }: Pick<SignedIn, 'device' | 'store'>): Promise<void> {
  const note = await countsIn(store);
  await eraseStores(store);
  const { open, close } = connect(settingsDbName);
  await within((await open()).transaction(['settings', 'logins', 'claims'], 'readwrite'), async (tx) => {
    const login = await asked<Login | undefined>(tx.objectStore('logins').get(device));
    tx.objectStore('logins').delete(device);
    if (login?.proof !== undefined) tx.objectStore('claims').delete(login.proof);
    tx.objectStore('settings').delete('reminders');
    tx.objectStore('settings').put(JSON.stringify(note), 'closed');
  });
  close();
  const channel = new BroadcastChannel(lockChannel);
  channel.postMessage(0);
  channel.close();
}

async function countsIn(store: string): Promise<ClosedNote> {
  const db = createDbAsItIs(`rasti-${store}`);
  const at = new Date().toISOString();
  try {
    return await db.read(['outbox', 'refused', 'drafts'], async (tx) => {
      const [pending, refused] = await readQueue(tx);
      const drafts = await tx.keys('drafts');
      return { at, unsent: pending.filter((op) => !op.settled).length + refused.length, texts: drafts.filter((key) => /^(?:reflection|note):/.test(key)).length };
    });
  } catch {
    return { at, unsent: 0, texts: 0 };
  } finally {
    db.close();
  }
}
