import { rewrite } from '../channel/rewrite.ts';
import { storeName } from '../client/engine.ts';
import type { Engine } from '../client/engine.ts';
import type { Env } from '../client/env.ts';
import { asked } from '../client/idb.ts';
import { makeLock, openLock, readLock, storeOf, unlockedSettings, writeLock } from '../client/lock-store.ts';
import type { Kept, Lock } from '../client/lock-store.ts';
import { beginTry, clearTries, standing } from '../client/lock-tries.ts';
import type { Standing } from '../client/lock-tries.ts';
import { leaveLogin } from '../client/login.ts';
import { dropReminders } from '../client/reminders.ts';
import { bringStore, DoesNotOpen } from '../client/seal-store.ts';
import type { Claim, Login, Settings } from '../client/settings.ts';
import type { Sealing } from '../crypto/sealing.ts';
import { canUse, createDeviceKey, createRawDeviceKey, createVault, openVault, rewrapVault } from '../crypto/vault.ts';
import { lockChannel } from './lock-channel.ts';
import { unlessFull } from './storage-full.ts';
import { forgetUse } from './used-note.ts';
import { loadChunk } from '../client/browser-chunk.ts';

// Setting a PIN, giving it, changing it, taking it off, and starting over without it. After all but changing it the page
// is loaded anew, in every tab: what was opened in its memory goes, and what was in the clear in it is no more.

export interface Hands {
  readonly env: Env;
  readonly settings: Settings;
}

/** What came of a PIN. */
export type Tried<T> =
  | { readonly kind: 'right'; readonly value: T }
  | ({ readonly kind: 'wrong' | 'waiting' } & Standing)
  /** The PIN is right, but something that it sealed does not open any more; nothing was changed. */
  | { readonly kind: 'damaged' }
  /** The PIN is right, but the phone has no room for what is to be written; nothing was changed. */
  | { readonly kind: 'full' };

/** The database of a login's private channel; login-late.ts opens it. */
export const channelStoreName = (login: Pick<Login, 'device' | 'store'>): string => `rasti-m-${storeOf(login)}`;

const newPin = 'new-pin';

const timeOf = ({ env }: Hands): number => Date.parse(env.now());

/** Milliseconds until a PIN may be tried. */
export async function waitForTry(hands: Hands): Promise<number> {
  void loadSealing().catch(() => undefined);
  return (await standing(hands.settings, timeOf(hands))).wait;
}

/**
 * Seals everything that the young expert's logins have in this browser. `waits` is called where another tab has to be
 * closed first. Rejects where there is no room; what is sealed by then is finished when the PIN is given.
 */
export async function setPin({ env, settings }: Hands, engine: Pick<Engine, 'stop'>, pin: string, waits: () => void): Promise<void> {
  const logins = (await settings.logins()).filter(({ roles }) => roles.includes('expert'));
  const claims: Claim[] = [];
  for (const { proof } of logins) claims.push(...[proof === undefined ? undefined : await settings.claim(proof)].filter((one) => one !== undefined));
  const { vault, dataKey } = await createVault(pin, await keptDeviceKey(settings));
  const sealing = await sealingOf(dataKey);
  // The key first: from here on it is there, whatever happens, and giving the PIN finishes what was left undone.
  await writeLock(settings, makeLock(vault, { logins, claims, after: 'minute' }, sealing), { logins, claims });
  engine.stop();
  env.announce(lockChannel);
  await sealAll(logins, sealing, waits);
  sealing.close();
  sessionStorage.setItem(newPin, '1');
}

/** A PIN that was just set is asked for at once: that it was set is said there, and here is whether that is so. True once. */
export function takeNewPin(): boolean {
  const isNew = sessionStorage.getItem(newPin) !== null;
  sessionStorage.removeItem(newPin);
  return isNew;
}

/** Tries a PIN. What comes with the right one are the settings to go on with. */
export async function unlock(hands: Hands, pin: string, waits: () => void = () => undefined): Promise<Tried<Settings>> {
  return tryPin(hands, pin, async ({ kept, sealing }) => {
    const opened = unlockedSettings(hands.settings, sealing);
    const seals = await sealAll(kept.logins, sealing, waits);
    for (const [at, login] of kept.logins.entries()) if (login.seals !== seals[at]) await opened.saveLogin({ ...login, seals: seals[at] ?? 1 });
    return opened;
  });
}

/** Everything stays sealed as it is: only what the PIN opens is wrapped anew. */
export async function changePin(hands: Hands, pin: string, next: string): Promise<Tried<null>> {
  return tryPin(hands, pin, async ({ lock, dataKey, sealing }) => {
    const vault = await rewrapVault(lock.vault, dataKey, next);
    await hands.settings.write(['settings'], async (tx) => {
      const store = tx.objectStore('settings');
      // As it is now: another tab may have kept something new meanwhile.
      const now = await asked<Lock | undefined>(store.get('lock'));
      if (now) store.put({ ...now, vault } satisfies Lock, 'lock');
    });
    sealing.close();
    return null;
  });
}

/** Opens everything again. */
export async function takeOffPin(hands: Hands, engine: Pick<Engine, 'stop'>, pin: string, waits: () => void): Promise<Tried<null>> {
  return tryPin(hands, pin, async ({ kept, sealing }) => {
    engine.stop();
    const logins: Login[] = [];
    for (const login of kept.logins) {
      if (!(await rewrite(channelStoreName(login), sealing, undefined))) throw new DoesNotOpen();
      logins.push({ ...login, seals: await bringStore(storeName(storeOf(login)), false, login.seals ?? 0, sealing, waits) });
    }
    await writeLock(hands.settings, null, { logins, claims: kept.claims });
    hands.env.announce(lockChannel);
    sealing.close();
    return null;
  });
}

/** How long the server may take to hear that the login is no more: it is told where that can be, and not waited for. */
const farewell = 3_000;

/** Without the PIN: takes everything that it sealed off this device, unread. A new invitation begins anew. */
export async function startOver({ env, settings }: Hands): Promise<void> {
  const lock = await readLock(settings);
  if (!lock) return;
  const told = Promise.all(lock.logins.map(({ device }) => leaveLogin(env, device)));
  await Promise.race([told, new Promise<void>((resolve) => void env.after(farewell, resolve))]);
  for (const login of lock.logins) {
    for (const name of [storeName(storeOf(login)), channelStoreName(login)]) await asked(indexedDB.deleteDatabase(name));
  }
  await writeLock(settings, null, { logins: [], claims: [] });
  await dropReminders(settings);
  forgetUse();
  env.announce(lockChannel);
}

/** The cipher is a file of its own: 6 kB that come while the PIN is typed. */
const loadSealing = () => loadChunk(() => import('../crypto/sealing.ts'));
const sealingOf = async (dataKey: Uint8Array<ArrayBuffer>): Promise<Sealing> => (await loadSealing()).createSealing(dataKey);

interface Right {
  readonly lock: Lock;
  readonly dataKey: Uint8Array<ArrayBuffer>;
  readonly sealing: Sealing;
  readonly kept: Kept;
}

async function tryPin<T>(hands: Hands, pin: string, use: (right: Right) => Promise<T>): Promise<Tried<T>> {
  const { settings } = hands;
  // A phone without room cannot count: to keep its owner out for that would be worse.
  const wait = await unlessFull(() => beginTry(settings, timeOf(hands))).then((left) => (left === 'full' ? 0 : left));
  const stands = () => standing(settings, timeOf(hands));
  if (wait > 0) return { kind: 'waiting', ...(await stands()) };
  const lock = await readLock(settings);
  const dataKey = lock && (await openVault(lock.vault, pin));
  if (!lock || !dataKey) return { kind: 'wrong', ...(await stands()) };
  await unlessFull(() => clearTries(settings));
  const sealing = await sealingOf(new Uint8Array(dataKey));
  const kept = openLock(lock, sealing);
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

/** Seals what lies in the clear; what is sealed stays so. Gives how often each store has been sealed or opened. */
async function sealAll(logins: readonly Login[], sealing: Sealing, waits: () => void): Promise<number[]> {
  const seals: number[] = [];
  for (const login of logins) {
    seals.push(await bringStore(storeName(storeOf(login)), true, login.seals ?? 0, sealing, waits));
    await rewrite(channelStoreName(login), undefined, sealing);
  }
  return seals;
}

/**
 * A device key as this browser gives it back. Where it loses CryptoKeys (WebKit in Lockdown Mode and in private windows:
 * DataCloneError at the put, or nothing at the get), plain bytes take their place: weaker, and never silently a new one.
 */
async function keptDeviceKey(settings: Pick<Settings, 'write'>): Promise<unknown> {
  const made = await createDeviceKey();
  const key = 'device-key';
  const kept = await settings.write(['settings'], (tx) => void tx.objectStore('settings').put(made, key))
    .then(() => settings.write(['settings'], async (tx) => {
      const found = await asked<unknown>(tx.objectStore('settings').get(key));
      tx.objectStore('settings').delete(key);
      return found;
    }))
    .catch(() => undefined);
  return (await canUse(kept)) ? kept : createRawDeviceKey();
}
