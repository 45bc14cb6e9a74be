import { toBase64url } from '../base64url.ts';
import { storedKeys } from '../enrol-crypto.ts';
import { deviceCard, fingerprint } from '../keys.ts';
import type { DeviceKeys } from '../keys.ts';
import { createSealer } from '../sealer.ts';
import type { Sealer } from '../sealer.ts';
import { createTrust } from './trust.ts';
import type { Trust, TrustOptions } from './trust.ts';

/** A login's keys in use, and what goes by them: whom it trusts, and what it seals and opens. */
export interface Account {
  readonly keys: DeviceKeys;
  readonly trust: Trust;
  readonly sealer: Sealer;
}

export interface AccountOptions extends Omit<TrustOptions, 'self'> {
  readonly device: string;
  /** As they lie in the store. */
  readonly keys: unknown;
}

/** Rejects when the store gave back keys that are none. */
export async function openAccount({ device, keys: kept, ...options }: AccountOptions): Promise<Account> {
  const keys = await storedKeys(kept);
  const print = keys && (await fingerprint(await deviceCard(device, keys)));
  if (!keys || !print) throw new Error('the store gave back keys that are none');
  const trust = createTrust({ ...options, self: toBase64url(print) });
  const sealer = createSealer({ person: options.person, device, keys, devices: async () => (await trust.look()).devices });
  return { keys, trust, sealer };
}
