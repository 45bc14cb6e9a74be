import { enrol } from '../../client/enrol.ts';
import type { Enrol } from '../../client/enrol.ts';
import { keepsCookies } from '../../client/link/keeps-cookies.ts';
import type { Settings } from '../../client/settings.ts';
import type { Visit } from '../visit.ts';
import { loadChunk } from '../../client/browser-chunk.ts';

/** The way of this link to a login. The cryptography is loaded only now. */
export async function openEnrol(visit: Visit, secret: string, settings: Settings): Promise<Enrol> {
  const { enrolCrypto } = await loadChunk(() => import('../../crypto/enrol-crypto.ts'));
  return enrol(visit.env, settings, enrolCrypto, secret, keepsCookies);
}
