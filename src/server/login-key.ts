import { createHmac, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { isSameHash } from './secrets.ts';

// Whoever can write into the database must not be able to make a login there. So each has a mark under a key that lies
// beside the database and not in it.

const fileName = 'login.key';

/** 32 bytes: of the settings, or of `login.key` in DATA_DIR, which is made at the first start. Throws where the file holds something else. */
export function loginKeyOf({ loginKey, dataDir }: Pick<Config, 'loginKey' | 'dataDir'>): Uint8Array {
  if (loginKey) return loginKey;
  const file = join(dataDir, fileName);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  try {
    // Two that start at once: one makes it, and both read the same.
    writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const text = readFileSync(file, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/.test(text)) throw new Error(`${file} is no key`);
  return Buffer.from(text, 'hex');
}

export interface Marked {
  readonly device: string;
  readonly person: string;
  readonly sig: string | null;
  readonly mark: string | null;
}

/** The mark of a login: base64url of HMAC-SHA-256. */
export const markOf = (key: Uint8Array, { device, person, sig }: Pick<Marked, 'device' | 'person'> & { sig: string }): string =>
  createHmac('sha256', key).update(['rasti/login/1', device, person, sig].join('\n')).digest('base64url');

export const isMarked = (key: Uint8Array, { sig, mark, ...login }: Marked): boolean => sig !== null && mark !== null && isSameHash(mark, markOf(key, { ...login, sig }));
