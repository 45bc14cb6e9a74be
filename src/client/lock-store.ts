import { asked } from './idb.ts';
import { sealedForm } from './sealed-db.ts';
import type { Sealing } from './db.ts';
import type { Claim, Login, LockTime, Settings } from './settings.ts';

// While a lock is set, logins and what could bring them back lie sealed in one record among the settings: all of the young
// expert's app under one PIN; of the staff app each person under a passphrase of their own, for a computer may be shared.
// Whoever has set none stays as they are.

/** Sealed as one. */
export interface Kept {
  readonly logins: readonly Login[];
  readonly claims: readonly Claim[];
  readonly after: LockTime;
}

/** As it lies in `settings`, under `lock`. */
export interface Lock {
  /** What the PIN opens; opaque here (crypto/vault.ts). */
  readonly vault: unknown;
  /** `Kept`, sealed. */
  readonly box: Uint8Array;
  /** Whose stores are sealed, for whoever has forgotten the PIN: their databases and cookies bear the same names. */
  readonly logins: readonly { readonly device: string; readonly store: string; readonly farewell?: string }[];
  /** Of the staff app: whose it is, so that they can be asked for their passphrase. */
  readonly whose?: Whose;
  /** Keys of logins made before keys were text: a browser does not give these out to be sealed. */
  readonly oldKeys: Readonly<Record<string, unknown>>;
}

/** Of one person of the staff. Their name is no secret on their own computer; everything else of theirs is sealed. */
export type Whose = Pick<Login, 'device' | 'person' | 'project' | 'name' | 'roles'>;

/** Under which name a lock lies. */
export type LockKey = 'lock' | `staff-lock:${string}`;

const staffLocks = 'staff-lock:';
export const staffLockOf = (person: string): LockKey => `${staffLocks}${person}`;

export const storeOf = ({ device, store = device }: Pick<Login, 'device' | 'store'>): string => store;

/** What lies there is what this file wrote. */
export const readLock = async (settings: Pick<Settings, 'get'>, key: LockKey = 'lock'): Promise<Lock | undefined> => (await settings.get(key)) as Lock | undefined;

/** Everybody of the staff who has set a lock in this browser. */
export const lockedStaff = (settings: Pick<Settings, 'write'>): Promise<Whose[]> =>
  settings.write(['settings'], async (tx) => {
    const found = await asked<Lock[]>(tx.objectStore('settings').getAll(IDBKeyRange.bound(staffLocks, `${staffLocks}\uffff`)));
    return found.flatMap(({ whose }) => whose ?? []);
  });

/** Where wrong ones are counted. */
export const triesKeyOf = (key: LockKey): string => (key === 'lock' ? 'tries' : `tries:${key}`);


/** A lock over what is to be kept. */
export function makeLock(vault: unknown, kept: Kept, sealing: Sealing, key: LockKey = 'lock'): Lock {
  const oldKeys: Record<string, unknown> = {};
  const withoutOld = <T extends Login | Claim>(one: T): T => {
    if (!isOld(one.keys)) return one;
    oldKeys[one.device] = one.keys;
    return { ...one, keys: null };
  };
  const box = sealing.seal({ ...kept, logins: kept.logins.map(withoutOld), claims: kept.claims.map(withoutOld) }, key);
  const lock = { vault, box, logins: kept.logins.map(outside), oldKeys };
  const [mine] = kept.logins;
  if (key === 'lock' || !mine) return lock;
  const { device, person, project, name, roles } = mine;
  return { ...lock, whose: { device, person, project, name, roles } };
}

const outside = (login: Login): Lock['logins'][number] => ({ device: login.device, store: storeOf(login), ...(login.farewell === undefined ? {} : { farewell: login.farewell }) });

/** What a lock keeps; undefined where it does not open. */
export function openLock({ box, oldKeys }: Lock, sealing: Sealing, key: LockKey = 'lock'): Kept | undefined {
  const kept = sealing.open(box, key) as Kept | undefined;
  const withOld = <T extends Login | Claim>(one: T): T => ({ ...one, keys: one.keys ?? oldKeys[one.device] ?? null });
  return kept && { ...kept, logins: kept.logins.map(withOld), claims: kept.claims.map(withOld) };
}

const values = (one: unknown): unknown[] => (typeof one === 'object' && one !== null ? Object.values(one) : []);
const isOld = (keys: unknown): boolean => values(keys).some((pair) => values(pair).some((half) => half instanceof CryptoKey));

/** Puts a lock over these logins, or takes it off: what it kept then lies in the clear again. One transaction. */
export function writeLock(settings: Settings, lock: Lock | null, { logins, claims }: Pick<Kept, 'logins' | 'claims'>, key: LockKey = 'lock'): Promise<void> {
  return settings.write(['settings', 'logins', 'claims'], (tx) => {
    const put = (store: string, record: object, at: string): void => void (lock ? tx.objectStore(store).delete(at) : tx.objectStore(store).put(record));
    for (const login of logins) put('logins', login, login.device);
    for (const claim of claims) put('claims', claim, claim.proof);
    const store = tx.objectStore('settings');
    store.delete(triesKeyOf(key));
    if (lock) store.put(lock, key);
    else store.delete(key);
  });
}

/** The settings of whoever gave the PIN: as always, with the sealed logins and claims among them. */
export function unlockedSettings(settings: Settings, sealing: Sealing & { close(): void }, key: LockKey = 'lock'): Settings {
  async function kept(): Promise<Kept> {
    const lock = await readLock(settings, key);
    const found = lock && openLock(lock, sealing, key);
    if (!found) throw new Error('the lock was changed in another tab');
    return found;
  }
  const change = (edit: (kept: Kept) => Kept): Promise<void> =>
    settings.write(['settings'], async (tx) => {
      const store = tx.objectStore('settings');
      const lock = await asked<Lock | undefined>(store.get(key));
      const found = lock && openLock(lock, sealing, key);
      if (!found) throw new Error('the lock was changed in another tab');
      const next = edit(found);
      // Whoever has left this device needs no PIN any more.
      if (next.logins.length === 0) for (const one of [key, triesKeyOf(key)]) store.delete(one);
      else store.put(makeLock(lock.vault, next, sealing, key), key);
    });
  const without = (all: Kept, ...gone: readonly Login[]): Kept => ({
    ...all,
    logins: all.logins.filter((one) => !gone.some(({ device }) => device === one.device)),
    claims: all.claims.filter((one) => !gone.some(({ proof }) => proof === one.proof)),
  });
  const hearers: ((after: LockTime) => void)[] = [];
  const withoutClaim = (all: Kept, proof: string): readonly Claim[] => all.claims.filter((one) => one.proof !== proof);
  return {
    ...settings,
    unlocked: {
      sealing,
      form: sealedForm(sealing),
      after: async () => (await kept()).after,
      async setAfter(after) {
        await change((all) => ({ ...all, after }));
        for (const hear of hearers) hear(after);
      },
      onAfter: (hear) => void hearers.push(hear),
      stops: [],
      close: () => sealing.close(),
    },
    logins: async () => [...(await kept()).logins, ...(await settings.logins())],
    saveLogin: (login, instead) =>
      change((all) => {
        const { logins, claims, ...rest } = instead ? without(all, instead) : all;
        // A store that is new begins sealed.
        return { ...rest, claims, logins: [...logins.filter(({ device }) => device !== login.device), { ...login, seals: login.seals ?? 1 }] };
      }),
    removeLogin: (login) => change((all) => without(all, login)),
    claim: async (proof) => (await kept()).claims.find((one) => one.proof === proof) ?? settings.claim(proof),
    saveClaim: (claim) => change((all) => ({ ...all, claims: [...withoutClaim(all, claim.proof), claim] })),
    async dropClaim(proof) {
      await change((all) => ({ ...all, claims: withoutClaim(all, proof) }));
      await settings.dropClaim(proof);
    },
  };
}
