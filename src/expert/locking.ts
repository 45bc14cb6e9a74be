import { rewrite } from '../channel/rewrite.ts';
import { loadChunk } from '../client/browser-chunk.ts';
import { createLocking } from '../client/locking.ts';
import type { Hands, Tried } from '../client/locking.ts';
import type { Engine } from '../client/engine.ts';
import { storeOf } from '../client/lock-store.ts';
import { dropReminders } from '../client/reminders.ts';
import type { Login } from '../client/settings.ts';
import { createFarewell } from '../crypto/prove.ts';
import * as vault from '../crypto/vault.ts';
import { lockChannel } from './lock-channel.ts';
import { forgetUse } from './used-note.ts';

// The lock of this app: one PIN over all of the young expert's logins in this browser.

/** The database of a login's private channel; login-late.ts opens it. */
export const channelStoreName = (login: Pick<Login, 'device' | 'store'>): string => `rasti-m-${storeOf(login)}`;

const locking = createLocking({
  key: 'lock', channel: lockChannel, newNote: 'new-pin', vault,
  isMine: ({ roles }) => roles.includes('expert'),
  loadSealing: async () => (await loadChunk(() => import('../crypto/sealing.ts'))).createSealing,
  channelStore: channelStoreName, rewriteChannel: rewrite, farewell: createFarewell,
  async letGo(settings) {
    await dropReminders(settings);
    forgetUse();
  },
});

export const { waitForTry, unlock, startOver } = locking;
export const takeNewPin = locking.takeNew;
export const changePin = locking.change;

export const setPin = (hands: Hands, engine: Pick<Engine, 'stop'>, pin: string, waits: () => void): Promise<void> => locking.set(hands, () => engine.stop(), pin, waits);

export const takeOffPin = (hands: Hands, engine: Pick<Engine, 'stop'>, pin: string, waits: () => void): Promise<Tried<null>> => locking.takeOff(hands, () => engine.stop(), pin, waits);
