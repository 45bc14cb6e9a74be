import { concat, prefixed, randomBytes, utf8 } from './bytes.ts';
import type { Bytes } from './bytes.ts';

// The data key under which everything on this phone is sealed while a PIN is set, and what keeps it:
//
//   stretched = PBKDF2-SHA256(PIN or passphrase, salt, 600,000)  slow for whoever tries them
//   bound     = HMAC-SHA256(device key, stretched)             the device key lies in this browser's store, non-extractable
//   wrapping  = HKDF-SHA256(len ‖ bound ‖ len ‖ share, salt, "rasti/vault/kek/1") → AES-256-GCM
//   wrapped   = IV 12 ‖ AES-GCM(wrapping, data key 32), AAD "rasti/vault/1"
//
// `share` is empty: a part of the key that a server keeps can take its place. All numbers stand here and nowhere else;
// what lies in the store cannot make them weaker. «Non-extractable» hides the device key from scripts, not from whoever
// copies the profile's files: such a copy can be searched, a million PINs in a matter of hours.

const ROUNDS = 600_000;
const VERSION = 1;
const SALT = 16;
const KEY = 32;
const IV = 12;
const WRAPPED = IV + KEY + 16;
const PIN = /^[0-9]{6}$/;
const PASSPHRASE = 10;
const HMAC = { name: 'HMAC', hash: 'SHA-256', length: 256 };
const noShare: Bytes = new Uint8Array(0);

/** As it lies in the browser's store. */
export interface Vault {
  readonly v: typeof VERSION;
  readonly salt: Uint8Array;
  /** A CryptoKey; 32 bytes where the browser cannot keep one (Safari in Lockdown Mode throws DataCloneError). */
  readonly device: unknown;
  readonly wrapped: Uint8Array;
}

/** Is this a PIN: six digits? */
export const isPin = (text: string): boolean => PIN.test(text);

/** Is this long enough for a computer with a keyboard, where nobody counts on six digits? */
export const isPassphrase = (text: string): boolean => Array.from(text).length >= PASSPHRASE;
const isCode = (text: string): boolean => isPin(text) || isPassphrase(text);

/** A new device key for `createVault`. It has to come out of the browser's store as it went in: see `canUse`. */
export const createDeviceKey = (): Promise<CryptoKey> => crypto.subtle.generateKey(HMAC, false, ['sign']);
/** The weaker kind, for a browser that cannot keep the other. */
export const createRawDeviceKey = (): Bytes => randomBytes(KEY);

/** Can what came out of the store be used as a device key? */
export const canUse = async (device: unknown): Promise<boolean> => (await deviceKey(device)) !== null;

/** A vault with a new data key, which comes beside it. */
export async function createVault(pin: string, device: unknown): Promise<{ vault: Vault; dataKey: Bytes }> {
  const dataKey = randomBytes(KEY);
  return { vault: await wrap(dataKey, pin, device), dataKey };
}

/** The same data key under another PIN, with a salt of its own. `vault` is one that `openVault` has opened. */
export async function rewrapVault(vault: unknown, dataKey: Bytes, pin: string): Promise<Vault> {
  if (!isVault(vault)) throw new TypeError('not a vault');
  return wrap(dataKey, pin, vault.device);
}

/** The data key; null for a wrong PIN, and for a vault that is none or was changed. */
export async function openVault(stored: unknown, pin: string): Promise<Bytes | null> {
  if (!isCode(pin) || !isVault(stored)) return null;
  const key = await wrappingKey(pin, copied(stored.salt), stored.device);
  if (!key) return null;
  const wrapped = copied(stored.wrapped);
  try {
    return new Uint8Array(await crypto.subtle.decrypt(algorithm(wrapped.subarray(0, IV)), key, wrapped.subarray(IV)));
  } catch (error) {
    // A wrong tag: the PIN, or a changed vault (Web Cryptography, AES-GCM, decrypt).
    if (error instanceof Error && error.name === 'OperationError') return null;
    throw error;
  }
}

async function wrap(dataKey: Bytes, pin: string, device: unknown): Promise<Vault> {
  const [salt, iv] = [randomBytes(SALT), randomBytes(IV)];
  const key = isCode(pin) ? await wrappingKey(pin, salt, device) : null;
  if (!key) throw new TypeError('not a PIN, or not a device key');
  return { v: VERSION, salt, device, wrapped: concat(iv, new Uint8Array(await crypto.subtle.encrypt(algorithm(iv), key, dataKey))) };
}

async function wrappingKey(pin: string, salt: Bytes, device: unknown, share = noShare): Promise<CryptoKey | null> {
  const bindingKey = await deviceKey(device);
  if (!bindingKey) return null;
  const typed = await crypto.subtle.importKey('raw', utf8(pin.normalize('NFC')), 'PBKDF2', false, ['deriveBits']);
  const stretched = await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS }, typed, 8 * KEY);
  const bound = new Uint8Array(await crypto.subtle.sign('HMAC', bindingKey, stretched));
  const whole = await crypto.subtle.importKey('raw', concat(prefixed(bound), prefixed(share)), 'HKDF', false, ['deriveKey']);
  return crypto.subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt, info: utf8('rasti/vault/kek/1') }, whole, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

async function deviceKey(stored: unknown): Promise<CryptoKey | null> {
  if (stored instanceof Uint8Array) return stored.length === KEY ? crypto.subtle.importKey('raw', copied(stored), HMAC, false, ['sign']) : null;
  return stored instanceof CryptoKey && stored.algorithm.name === HMAC.name && stored.usages.includes('sign') ? stored : null;
}

const algorithm = (iv: Bytes): AesGcmParams => ({ name: 'AES-GCM', iv, additionalData: utf8('rasti/vault/1') });

const copied = (bytes: Uint8Array): Bytes => new Uint8Array(bytes);

function isVault(value: unknown): value is Vault {
  return (
    typeof value === 'object' && value !== null && 'v' in value && value.v === VERSION && 'device' in value &&
    'salt' in value && value.salt instanceof Uint8Array && value.salt.length === SALT &&
    'wrapped' in value && value.wrapped instanceof Uint8Array && value.wrapped.length === WRAPPED
  );
}
