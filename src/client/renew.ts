import type { Asker } from './asker.ts';
import type { Env } from './env.ts';
import { ask, reasonIn } from './transport.ts';

/** What became of a login that the server did not find. closed: somebody closed this very device, and the server says so to it. */
export type Renewed = 'renewed' | 'signed-out' | 'keys-lost' | 'closed' | 'outage';

/**
 * Asks for a new cookie: the device proves itself by its key. What is `closed` loses everything, so it takes a word that
 * can be no accident: 410 with this device's own name, from a server that has checked its signature. A 401 of whatever
 * stands in between, or of a server that was set up anew, takes nothing away. No schema: the service worker asks, too.
 */
export async function renewCookie(env: Pick<Env, 'fetch'>, me: Asker): Promise<Renewed> {
  const answered = await ask(env, me, '/api/login/renew', '{}');
  const { status, json } = answered;
  const isAboutMe = typeof json === 'object' && json !== null && 'device' in json && json.device === me.device;
  const reason = reasonIn(answered);
  if (status === 200 && isAboutMe) return 'renewed';
  if (status === 410 && reason === 'device-closed' && isAboutMe) return 'closed';
  if (status === 401 && reason === 'keys-lost') return 'keys-lost';
  return status === 401 && reason === 'signed-out' ? 'signed-out' : 'outage';
}
