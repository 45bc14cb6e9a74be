import { storeName } from './engine.ts';
import type { Sealing } from './db.ts';
import type { Env } from './env.ts';
import { asked } from './idb.ts';
import { makeLock, openLock, readLock, storeOf, triesKeyOf, unlockedSettings, writeLock } from './lock-store.ts';
import type { Kept, Lock, LockKey } from './lock-store.ts';
import { beginTry, clearTries, standing } from './lock-tries.ts';
import type { Standing } from './lock-tries.ts';
import { leaveLogin } from './login.ts';
import { bringStore, DoesNotOpen } from './seal-store.ts';
import type { Claim, Login, LockTime, Settings } from './settings.ts';

// Setting a lock, opening it, changing its code, taking it off, and starting over without it: of both apps. After all but
// changing it the page is loaded anew, in every tab: what was opened in its memory goes, and what was in the clear in it is
// no more.

export interface Hands {
  readonly env: Env;
  readonly settings: Settings;
}

/** What came of a code. */
export type Tried<T> =
  | { readonly kind: 'right'; readonly value: T }
  | ({ readonly kind: 'wrong' | 'waiting' } & Standing)
  /** The code is right, but something that it sealed does not open any more; nothing was changed. */
  | { readonly kind: 'damaged' }
  /** The code is right, but the device has no room for what is to be written; nothing was changed. */
  | { readonly kind: 'full' };

type Bytes = Uint8Array<ArrayBuffer>;

/** The cryptography of a lock, handed in; crypto/vault.ts fits. */
export interface VaultCrypto {
  createVault(code: string, device: unknown): Promise<{ vault: unknown; dataKey: Bytes }>;
  openVault(stored: unknown, code: string): Promise<Bytes | null>;
  rewrapVault(vault: unknown, dataKey: Bytes, code: string): Promise<unknown>;
  createDeviceKey(): Promise<CryptoKey>;
  createRawDeviceKey(): Bytes;
  canUse(device: unknown): Promise<boolean>;
}

/** Whose lock it is, and what it seals beside the stores of the engine. */
export interface LockPlan {
  readonly key: LockKey;
  /** Tabs tell each other under this name that the lock has changed, or that all are to lock. */
  readonly channel: string;
  readonly isMine: (login: Login) => boolean;
  readonly vault: VaultCrypto;
  /** The cipher is a file of its own: 6 kB that come while the code is typed. */
  readonly loadSealing: () => Promise<(dataKey: Bytes) => Sealing & { close(): void }>;
  /** The database of a login's private channel. */
  readonly channelStore: (login: Pick<Login, 'device' | 'store'>) => string;
  /** Seals it, or opens it again; false where that would leave something behind. channel/rewrite.ts fits. */
  readonly rewriteChannel: (store: string, from: Sealing | undefined, to: Sealing | undefined) => Promise<boolean>;
  /** Signs, while there is a key, that a device leaves: whoever forgets the code has none to sign with. crypto/prove.ts fits. */
  readonly farewell: (device: string, keys: unknown) => Promise<string | null>;
  /** Under which key of the tab's own store it is noted that the lock was set a moment ago. */
  readonly newNote: string;
  /** What else goes with the logins when somebody starts over. */
  readonly letGo: (settings: Settings) => Promise<void>;
}

export type Locking = ReturnType<typeof createLocking>;

/** How long the server may take to hear that the login is no more: it is told where that can be, and not waited for. */
const farewell = 3_000;

interface Right {
  readonly lock: Lock;
  readonly dataKey: Bytes;
  readonly sealing: Sealing & { close(): void };
  readonly kept: Kept;
}

export function createLocking(plan: LockPlan) {
  const { key, vault: crypto, channelStore, rewriteChannel } = plan;
  const tries = triesKeyOf(key);
  const sealingOf = async (dataKey: Bytes) => (await plan.loadSealing())(dataKey);
  const timeOf = ({ env }: Hands): number => Date.parse(env.now());

  /** Seals what lies in the clear; what is sealed stays so. Gives how often each store has been sealed or opened. */
  async function sealAll(logins: readonly Login[], sealing: Sealing, waits: () => void): Promise<number[]> {
    const seals: number[] = [];
    for (const login of logins) {
      seals.push(await bringStore(storeName(storeOf(login)), true, login.seals ?? 0, sealing, waits));
      await rewriteChannel(channelStore(login), undefined, sealing);
    }
    return seals;
  }

  async function withFarewell(login: Login): Promise<Login> {
    const signed = await plan.farewell(login.device, login.keys);
    return signed === null ? login : { ...login, farewell: signed };
  }

  async function tryCode<T>(hands: Hands, code: string, use: (right: Right) => Promise<T>): Promise<Tried<T>> {
    const { settings } = hands;
    // A device without room cannot count: to keep its owner out for that would be worse.
    const wait = await ifRoom(() => beginTry(settings, timeOf(hands), tries)).then((left) => left ?? 0);
    const stands = () => standing(settings, timeOf(hands), tries);
    if (wait > 0) return { kind: 'waiting', ...(await stands()) };
    const lock = await readLock(settings, key);
    const dataKey = lock && (await crypto.openVault(lock.vault, code));
    if (!lock || !dataKey) return { kind: 'wrong', ...(await stands()) };
    await ifRoom(() => clearTries(settings, tries));
    const sealing = await sealingOf(new Uint8Array(dataKey));
    const kept = openLock(lock, sealing, key);
    try {
      if (!kept) return { kind: 'damaged' };
      return { kind: 'right', value: await use({ lock, dataKey, sealing, kept }) };
    } catch (error) {
      if (error instanceof DoesNotOpen) return { kind: 'damaged' };
      if (error instanceof DOMException) return { kind: 'full' };
      throw error;
    } finally {
      dataKey.fill(0);
    }
  }

  return {
    channel: plan.channel,

    /** Milliseconds until a code may be tried. */
    async waitForTry(hands: Hands): Promise<number> {
      void plan.loadSealing().catch(() => undefined);
      return (await standing(hands.settings, timeOf(hands), tries)).wait;
    },

    /**
     * Seals everything that these logins have in this browser. `stop`: whatever has their stores open here. `waits` is called
     * where another tab has to be closed first. Rejects where there is no room; what is sealed by then is finished when the
     * code is given.
     */
    async set({ env, settings }: Hands, stop: () => void, code: string, waits: () => void, after: LockTime = 'minute'): Promise<void> {
      const logins = await Promise.all((await settings.logins()).filter(plan.isMine).map(withFarewell));
      const claims: Claim[] = [];
      for (const { proof } of logins) claims.push(...[proof === undefined ? undefined : await settings.claim(proof)].filter((one) => one !== undefined));
      const { vault, dataKey } = await crypto.createVault(code, await keptDeviceKey(settings, crypto));
      const sealing = await sealingOf(dataKey);
      // The key first: from here on it is there, whatever happens, and giving the code finishes what was left undone.
      await writeLock(settings, makeLock(vault, { logins, claims, after }, sealing, key), { logins, claims }, key);
      stop();
      env.announce(plan.channel);
      await sealAll(logins, sealing, waits);
      sealing.close();
      sessionStorage.setItem(plan.newNote, '1');
    },

    /** A lock that was just set is asked to be opened at once: that it was set is said there, and here is whether that is so. True once. */
    takeNew(): boolean {
      const isNew = sessionStorage.getItem(plan.newNote) !== null;
      sessionStorage.removeItem(plan.newNote);
      return isNew;
    },

    /** Tries a code. What comes with the right one are the settings to go on with. */
    unlock: (hands: Hands, code: string, waits: () => void = () => undefined): Promise<Tried<Settings>> =>
      tryCode(hands, code, async ({ kept, sealing }) => {
        const opened = unlockedSettings(hands.settings, sealing, key);
        const seals = await sealAll(kept.logins, sealing, waits);
        for (const [at, login] of kept.logins.entries()) if (login.seals !== seals[at]) await opened.saveLogin({ ...login, seals: seals[at] ?? 1 });
        return opened;
      }),

    /** Everything stays sealed as it is: only what the code opens is wrapped anew. */
    change: (hands: Hands, code: string, next: string): Promise<Tried<null>> =>
      tryCode(hands, code, async ({ lock, dataKey, sealing }) => {
        const vault = await crypto.rewrapVault(lock.vault, dataKey, next);
        await hands.settings.write(['settings'], async (tx) => {
          const store = tx.objectStore('settings');
          // As it is now: another tab may have kept something new meanwhile.
          const now = await asked<Lock | undefined>(store.get(key));
          if (now) store.put({ ...now, vault } satisfies Lock, key);
        });
        sealing.close();
        return null;
      }),

    /** Opens everything again. */
    takeOff: (hands: Hands, stop: () => void, code: string, waits: () => void): Promise<Tried<null>> =>
      tryCode(hands, code, async ({ kept, sealing }) => {
        stop();
        const logins: Login[] = [];
        for (const login of kept.logins) {
          if (!(await rewriteChannel(channelStore(login), sealing, undefined))) throw new DoesNotOpen();
          logins.push({ ...login, seals: await bringStore(storeName(storeOf(login)), false, login.seals ?? 0, sealing, waits) });
        }
        await writeLock(hands.settings, null, { logins, claims: kept.claims }, key);
        hands.env.announce(plan.channel);
        sealing.close();
        return null;
      }),

    /** Without the code: takes everything that it sealed off this device, unread. A new invitation begins anew. */
    async startOver({ env, settings }: Hands): Promise<void> {
      const lock = await readLock(settings, key);
      if (!lock) return;
      const told = Promise.all(lock.logins.map(({ device, farewell: signed = null }) => leaveLogin(env, { device, prove: async () => signed })));
      await Promise.race([told, new Promise<void>((resolve) => void env.after(farewell, resolve))]);
      for (const login of lock.logins) {
        for (const name of [storeName(storeOf(login)), channelStore(login)]) await asked(indexedDB.deleteDatabase(name));
      }
      await writeLock(settings, null, { logins: [], claims: [] }, key);
      await plan.letGo(settings);
      env.announce(plan.channel);
    },
  };
}

/** Undefined where the browser would not store it. */
async function ifRoom<T>(write: () => Promise<T>): Promise<T | undefined> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof DOMException && error.name !== 'VersionError') return undefined;
    throw error;
  }
}

/**
 * A device key as this browser gives it back. Where it loses CryptoKeys (WebKit in Lockdown Mode and in private windows:
 * DataCloneError at the put, or nothing at the get), plain bytes take their place: weaker, and never silently a new one.
 */
async function keptDeviceKey(settings: Pick<Settings, 'write'>, crypto: VaultCrypto): Promise<unknown> {
  const made = await crypto.createDeviceKey();
  const place = 'device-key';
  const kept = await settings.write(['settings'], (tx) => void tx.objectStore('settings').put(made, place))
    .then(() => settings.write(['settings'], async (tx) => {
      const found = await asked<unknown>(tx.objectStore('settings').get(place));
      tx.objectStore('settings').delete(place);
      return found;
    }))
    .catch(() => undefined);
  return (await crypto.canUse(kept)) ? kept : crypto.createRawDeviceKey();
}
