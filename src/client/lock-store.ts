import { asked } from './idb.ts';
import { sealedForm } from './sealed-db.ts';
import type { Sealing } from './db.ts';
import type { Claim, Login, LockTime, Settings } from './settings.ts';

// While a PIN is set, the logins of the young expert's app and what could bring them back lie sealed in one record among
// the settings. Logins of the staff app in the same browser stay where they are.

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
  readonly logins: readonly { readonly device: string; readonly store: string }[];
  /** Keys of logins made before keys were text: a browser does not give these out to be sealed. */
  readonly oldKeys: Readonly<Record<string, unknown>>;
}

const key = 'lock';

export const storeOf = ({ device, store = device }: Pick<Login, 'device' | 'store'>): string => store;

/** What lies there is what this file wrote. */
export const readLock = async (settings: Pick<Settings, 'get'>): Promise<Lock | undefined> => (await settings.get(key)) as Lock | undefined;

/** A lock over what is to be kept. */
export function makeLock(vault: unknown, kept: Kept, sealing: Sealing): Lock {
  const oldKeys: Record<string, unknown> = {};
  const withoutOld = <T extends Login | Claim>(one: T): T => {
    if (!isOld(one.keys)) return one;
    oldKeys[one.device] = one.keys;
    return { ...one, keys: null };
  };
  const box = sealing.seal({ ...kept, logins: kept.logins.map(withoutOld), claims: kept.claims.map(withoutOld) }, key);
  return { vault, box, logins: kept.logins.map((login) => ({ device: login.device, store: storeOf(login) })), oldKeys };
}

/** What a lock keeps; undefined where it does not open. */
export function openLock({ box, oldKeys }: Lock, sealing: Sealing): Kept | undefined {
  const kept = sealing.open(box, key) as Kept | undefined;
  const withOld = <T extends Login | Claim>(one: T): T => ({ ...one, keys: one.keys ?? oldKeys[one.device] ?? null });
  return kept && { ...kept, logins: kept.logins.map(withOld), claims: kept.claims.map(withOld) };
}

const values = (one: unknown): unknown[] => (typeof one === 'object' && one !== null ? Object.values(one) : []);
const isOld = (keys: unknown): boolean => values(keys).some((pair) => values(pair).some((half) => half instanceof CryptoKey));

/** Puts a lock over these logins, or takes it off: what it kept then lies in the clear again. One transaction. */
export function writeLock(settings: Settings, lock: Lock | null, { logins, claims }: Pick<Kept, 'logins' | 'claims'>): Promise<void> {
  return settings.write(['settings', 'logins', 'claims'], (tx) => {
    const put = (store: string, record: object, at: string): void => void (lock ? tx.objectStore(store).delete(at) : tx.objectStore(store).put(record));
    for (const login of logins) put('logins', login, login.device);
    for (const claim of claims) put('claims', claim, claim.proof);
    const store = tx.objectStore('settings');
    store.delete('tries');
    if (lock) store.put(lock, key);
    else store.delete(key);
  });
}

/** The settings of whoever gave the PIN: as always, with the sealed logins and claims among them. */
export function unlockedSettings(settings: Settings, sealing: Sealing & { close(): void }): Settings {
  async function kept(): Promise<Kept> {
    const lock = await readLock(settings);
    const found = lock && openLock(lock, sealing);
    if (!found) throw new Error('the lock was changed in another tab');
    return found;
  }
  const change = (edit: (kept: Kept) => Kept): Promise<void> =>
    settings.write(['settings'], async (tx) => {
      const store = tx.objectStore('settings');
      const lock = await asked<Lock | undefined>(store.get(key));
      const found = lock && openLock(lock, sealing);
      if (!found) throw new Error('the lock was changed in another tab');
      const next = edit(found);
      // Whoever has left this device needs no PIN any more.
      if (next.logins.length === 0) for (const one of [key, 'tries']) store.delete(one);
      else store.put(makeLock(lock.vault, next, sealing), key);
    });
  const without = (all: Kept, ...gone: readonly Login[]): Kept => ({
    ...all,
    logins: all.logins.filter((one) => !gone.some(({ device }) => device === one.device)),
    claims: all.claims.filter((one) => !gone.some(({ proof }) => proof === one.proof)),
  });
  const withoutClaim = (all: Kept, proof: string): readonly Claim[] => all.claims.filter((one) => one.proof !== proof);
  return {
    ...settings,
    unlocked: {
      sealing,
      form: sealedForm(sealing),
      after: async () => (await kept()).after,
      setAfter: (after) => change((all) => ({ ...all, after })),
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
