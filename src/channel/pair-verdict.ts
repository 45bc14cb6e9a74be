import { toBase64url } from '../crypto/base64url.ts';
import { guestDone, guestSame } from '../crypto/pairing-guest.ts';
import { hostWelcome } from '../crypto/pairing.ts';
import type { Core } from './core.ts';
import { signerOf } from './devices.ts';
import { signerOfKeys } from './pair-guest.ts';
import { failed } from './pair-record.ts';
import type { PairingRecord } from './pair-record.ts';

/** Somebody has compared the digits. A no is told to the other side, and ends it here at once. */
export async function said(core: Pick<Core, 'me'>, record: PairingRecord, same: boolean): Promise<PairingRecord> {
  if (record.role === 'guest') {
    if (same) return { ...record, state: guestSame(record.state), step: 'confirming' };
    const me = record.keys ? await signerOfKeys(record.keys) : await signerOf(await core.me());
    const { state, bytes } = await guestDone(record.state, { me, yes: false });
    return { ...failed({ ...record, state }, 'different', false).next, out: [...record.out, { step: 4, bytes: toBase64url(bytes) }] };
  }
  if (same) return { ...record, step: 'confirming' };
  const told = await hostWelcome(record.state, { me: await signerOf(await core.me()), payload: null });
  if (!told) throw new Error('unreachable: a no fits');
  return { ...failed({ ...record, state: told.state }, 'different', false).next, out: [...record.out, { step: 3, bytes: toBase64url(told.bytes) }] };
}
