import { rewrite } from '../../channel/rewrite.ts';
import { loadChunk } from '../../client/browser-chunk.ts';
import { staffLockOf } from '../../client/lock-store.ts';
import { createLocking } from '../../client/locking.ts';
import type { Locking } from '../../client/locking.ts';
import { createFarewell } from '../../crypto/prove.ts';
import * as vault from '../../crypto/vault.ts';
import { channelStoreOf, lockChannelOf } from '../lock-names.ts';

/** The lock of one person of the staff: their passphrase over everything of theirs in this browser, and over nobody else's. */
export const deskLockOf = (person: string): Locking =>
  createLocking({
    key: staffLockOf(person), channel: lockChannelOf(person), newNote: `new-lock-${person}`, vault,
    isMine: (login) => login.person === person && !login.roles.includes('expert'),
    loadSealing: async () => (await loadChunk(() => import('../../crypto/sealing.ts'))).createSealing,
    channelStore: channelStoreOf, rewriteChannel: rewrite, farewell: createFarewell,
    letGo: () => Promise.resolve(),
  });
