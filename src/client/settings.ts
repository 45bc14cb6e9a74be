import { openDB } from 'idb';
import type { DBSchema, IDBPDatabase } from 'idb';
import type { Role } from '../domain/op.ts';

/**
 * What this browser knows before anybody's own store is opened: the language and the look, who is signed in here, and
 * links that are being redeemed. The service worker reads `settings/language` from the same database (sw/settings.ts),
 * so neither name may change.
 */
export interface Login {
  readonly device: string;
  readonly person: string;
  readonly project: string;
  readonly roles: readonly Role[];
  readonly name: string;
  /** The device whose store this login goes on with; its own where nothing is said. See `enrol`. */
  readonly store?: string;
  /** The device's keys, opaque here: non-extractable CryptoKeys and public points (crypto/keys.ts). */
  readonly keys: unknown;
}

/** Made before the first try to redeem a link and kept until it succeeded, so that a lost reply can be asked for again. */
export interface Claim {
  readonly proof: string;
  readonly claim: string;
  readonly device: string;
  readonly keys: unknown;
}

interface SettingsDb extends DBSchema {
  settings: { key: string; value: string };
  logins: { key: string; value: Login };
  claims: { key: string; value: Claim };
}

export interface Settings {
  get(key: 'language' | 'theme' | 'person'): Promise<string | undefined>;
  set(key: 'language' | 'theme' | 'person', value: string): Promise<void>;
  logins(): Promise<Login[]>;
  /** Keeps a login; `proof` is the link's, whose claim is done with, and `instead` a login that had ended. */
  saveLogin(login: Login, proof: string, instead?: string): Promise<void>;
  removeLogin(device: string): Promise<void>;
  claim(proof: string): Promise<Claim | undefined>;
  saveClaim(claim: Claim): Promise<void>;
}

export const settingsDbName = 'rasti-settings';

export function createSettings(name = settingsDbName): Settings {
  let opening: Promise<IDBPDatabase<SettingsDb>> | undefined;
  const open = () =>
    (opening ??= openDB<SettingsDb>(name, 1, {
      upgrade(db) {
        db.createObjectStore('settings');
        db.createObjectStore('logins', { keyPath: 'device' });
        db.createObjectStore('claims', { keyPath: 'proof' });
      },
      terminated: () => {
        opening = undefined;
      },
    }));
  return {
    get: async (key) => (await open()).get('settings', key),
    async set(key, value) {
      await (await open()).put('settings', value, key);
    },
    logins: async () => (await open()).getAll('logins'),
    async saveLogin(login, proof, instead) {
      const tx = (await open()).transaction(['logins', 'claims'], 'readwrite', { durability: 'strict' });
      const gone = instead === undefined || instead === login.device ? [] : [tx.objectStore('logins').delete(instead)];
      await Promise.all([tx.objectStore('logins').put(login), tx.objectStore('claims').delete(proof), ...gone, tx.done]);
    },
    async removeLogin(device) {
      await (await open()).delete('logins', device);
    },
    claim: async (proof) => (await open()).get('claims', proof),
    async saveClaim(claim) {
      const tx = (await open()).transaction('claims', 'readwrite', { durability: 'strict' });
      await Promise.all([tx.store.put(claim), tx.done]);
    },
  };
}
