import { renewLogin } from '../client/claim.ts';
import type { Renewed } from '../client/claim.ts';
import { leaveLogin } from '../client/login.ts';
import type { Sealer } from '../crypto/sealer.ts';
import type { Expert } from './context.ts';
import type { DeviceOptions } from './device.ts';

// What a login needs only now and then: none of it comes with the first load.

type Engine = Expert['engine'];

export async function openSealer({ login: { person, device, keys: stored } }: DeviceOptions, engine: Engine): Promise<Sealer> {
  const [{ createSealer }, { storedKeys }] = await Promise.all([import('../crypto/sealer.ts'), import('../crypto/enrol-crypto.ts')]);
  const keys = storedKeys(stored);
  if (!keys) throw new Error('the store gave back keys that are none');
  return createSealer({ person, device, keys, devices: () => engine.live.value.all('device') });
}

export const renew = ({ env, settings, login }: DeviceOptions): Promise<Renewed> => renewLogin(env, settings, login.device);

/** Closes this login at the server and takes everything of it off this device. Without a network nothing is done. */
export async function leave({ env, settings, login }: DeviceOptions, engine: Engine): Promise<'left' | 'unreachable'> {
  const answer = await leaveLogin(env, login.device);
  // Signed out already counts as left: the server knows of no such login any more. Anything else may pass: keep all.
  if (answer.kind === 'unreachable' || (answer.kind === 'refused' && answer.reason !== 'signed-out')) return 'unreachable';
  await engine.erase();
  await settings.removeLogin(login);
  // What was on the screens is still in this page's memory; a new page has none of it.
  location.replace('/');
  return 'left';
}
