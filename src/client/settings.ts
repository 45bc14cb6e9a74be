import type { Role } from '../domain/op.ts';
import type { RedeemRequest } from '../protocol/login.ts';
import type { Form, Sealing } from './db.ts';
import { asked, connect, isNamed, within } from './idb.ts';

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
  /** How often that store was sealed or opened again; see `createDb`. */
  readonly seals?: number;
  /** The proof of the link that made it, by which its claim is found. */
  readonly proof?: string;
  /** With a PIN: what tells the server that this device leaves, where the PIN is forgotten (crypto/prove.ts). */
  readonly farewell?: string;
  /** The device's keys, opaque here: text (crypto/stored-keys.ts), or non-extractable CryptoKeys of an older login. */
  readonly keys: unknown;
}

/** Made before the first try to redeem a link and kept until its login has lasted (claim.ts), so that what was lost can be asked for again. */
export interface Claim {
  readonly proof: string;
  readonly claim: string;
  readonly device: string;
  readonly keys: unknown;
  /** When the server last made it a login, and as which device; not before that. */
  readonly redeemed?: { readonly at: string; readonly card: RedeemRequest['device'] };
}

/** After how long out of sight the app locks itself. */
export const lockTimes = ['now', 'minute', 'five-minutes', 'quarter'] as const;
export type LockTime = (typeof lockTimes)[number];

/** What an unlocked app has beside its settings; see lock-store.ts. */
export interface Unlocked {
  readonly sealing: Sealing;
  readonly form: Form;
  after(): Promise<LockTime>;
  setAfter(after: LockTime): Promise<void>;
  /** Calls it with each time that is chosen in this page. */
  onAfter(hear: (after: LockTime) => void): void;
  /** What has to stop before the keys go. */
  readonly stops: (() => void)[];
  /** Overwrites the keys: from here on nothing is sealed or opened. */
  close(): void;
}

export interface Settings {
  /** There where a PIN is set and was given. */
  readonly unlocked?: Unlocked;
  /** Something, where a PIN is set. */
  get(key: 'lock' | `staff-lock:${string}`): Promise<object | undefined>;
  /** `closed`: what is said after this device was closed (erase-login.ts), empty once it was read. */
  get(key: 'language' | 'theme' | 'person' | 'closed'): Promise<string | undefined>;
  set(key: 'language' | 'theme' | 'person' | 'closed', value: string): Promise<void>;
  logins(): Promise<Login[]>;
  /** Keeps a login; `instead`: of another device, one that had ended. It goes. */
  saveLogin(login: Login, instead?: Login): Promise<void>;
  /** Takes away a login and what could bring it back. */
  removeLogin(login: Login): Promise<void>;
  claim(proof: string): Promise<Claim | undefined>;
  saveClaim(claim: Claim): Promise<void>;
  dropClaim(proof: string): Promise<void>;
  /** All of it or nothing, on the disk when it resolves; `settings`, `logins` and `claims` are the stores. */
  write<T>(stores: readonly string[], work: (tx: IDBTransaction) => Promise<T> | T): Promise<T>;
}

export const settingsDbName = 'rasti-settings';

export function createSettings(name = settingsDbName): Settings {
  const { open, forget: drop } = connect(name, 1, (db) => {
    db.createObjectStore('settings');
    db.createObjectStore('logins', { keyPath: 'device' });
    db.createObjectStore('claims', { keyPath: 'proof' });
  });
  // What stands in these stores is what this file wrote there.
  // A connection that was let go of while the page was left is dead: a new one works.
  const transact = (stores: readonly string[], mode: IDBTransactionMode): Promise<IDBTransaction> => {
    const attempt = async () => (await open()).transaction([...stores], mode, { durability: 'strict' });
    return attempt().catch((error: unknown) => {
      if (!isNamed(error, 'InvalidStateError')) throw error;
      drop();
      return attempt();
    });
  };
  const read = async <T>(store: string, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> => asked(ask((await transact([store], 'readonly')).objectStore(store)));
  const write = async <T>(stores: readonly string[], work: (tx: IDBTransaction) => Promise<T> | T): Promise<T> => within(await transact(stores, 'readwrite'), work);
  const forget = (tx: IDBTransaction, { device, proof = '' }: Login): void => {
    tx.objectStore('logins').delete(device);
    tx.objectStore('claims').delete(proof);
  };
  return {
    write,
    get: (key: string) => read('settings', (store) => store.get(key)),
    set: (key, value) => write(['settings'], (tx) => void tx.objectStore('settings').put(value, key)),
    logins: () => read('logins', (store) => store.getAll()),
    saveLogin: (login, instead) =>
      write(['logins', 'claims'], (tx) => {
        tx.objectStore('logins').put(login);
        if (instead) forget(tx, instead);
      }),
    removeLogin: (login) => write(['logins', 'claims'], (tx) => forget(tx, login)),
    claim: (proof) => read('claims', (store) => store.get(proof)),
    saveClaim: (claim) => write(['claims'], (tx) => void tx.objectStore('claims').put(claim)),
    dropClaim: (proof) => write(['claims'], (tx) => void tx.objectStore('claims').delete(proof)),
  };
}
