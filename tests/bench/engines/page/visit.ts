import { randomBytes, sameBytes } from '../../../../src/crypto/bytes.ts';
import { fromBase64url, toBase64url } from '../../../../src/crypto/base64url.ts';
import { deviceCard } from '../../../../src/crypto/keys.ts';
import type { DeviceKeys } from '../../../../src/crypto/keys.ts';
import { open, seal } from '../../../../src/crypto/seal.ts';
import { cardOfKeys, createStoredKeys, useKeys } from '../../../../src/crypto/stored-keys.ts';
import { asked, connect } from '../../../../src/client/idb.ts';

// One visit of a browser to this page: the first makes keys, stores them and seals; the second, after the browser was
// closed and started again, takes them out of the store and opens what the first one sealed. What was seen goes back to
// run.ts as JSON; it asks for nothing else.

interface Kept {
  readonly stored: unknown;
  readonly pair: CryptoKeyPair;
  readonly sealed: string;
  readonly secret: string;
}

const purpose = 'channel:engines';
const text = { text: 'Siellä kysyttiin liikaa. 🧡' };
const seen: Record<string, unknown> = { agent: navigator.userAgent };

async function perSecond(times: number, work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  for (let at = 0; at < times; at += 1) await work();
  return Math.round((times * 1000) / (performance.now() - start));
}

/** Whether a private key lets nobody have its bytes. */
const isShut = ({ enc, sig }: DeviceKeys): Promise<boolean> =>
  Promise.all([enc, sig].flatMap(({ privateKey }) => (['pkcs8', 'jwk'] as const).map((format) => crypto.subtle.exportKey(format, privateKey).then(() => false, () => true)))).then((all) => all.every(Boolean));

async function visit(): Promise<void> {
  const { open: openDb } = connect('engines', 1, (db) => void db.createObjectStore('kept'));
  const store = async (mode: IDBTransactionMode) => (await openDb()).transaction('kept', mode).objectStore('kept');
  const kept = (await asked((await store('readonly')).get('first'))) as Kept | undefined;
  const isFirst = kept === undefined;
  seen['visit'] = isFirst ? 'first' : 'again';
  const stored = isFirst ? await createStoredKeys() : kept.stored;
  const keys = await useKeys(stored);
  if (!keys) throw new Error('the keys that were stored are none');
  seen['keysShut'] = await isShut(keys);
  const secret = isFirst ? randomBytes(32) : fromBase64url(kept.secret);
  if (!secret) throw new Error('the secret was not kept');
  const card = await deviceCard('device', keys);
  const other = await createStoredKeys();
  const from = { card, keys };
  // As in a channel: this device, the contact person's two, and blind slots for the rest.
  const to = [{ ...(await cardOfKeys(other)), id: 'theirs' }, { ...(await cardOfKeys(await createStoredKeys())), id: 'theirs too' }];
  const sealOne = () => seal({ to, from, purpose, payload: text, secret });
  const sealed = isFirst ? await sealOne().then((done) => (done.ok ? done.value : '')) : kept.sealed;
  const opened = await open({ sealed, me: { keys }, purpose, senders: [card], secret });
  seen['opens'] = opened.kind === 'opened' && JSON.stringify(opened.payload) === JSON.stringify(text);
  const flipped = sealed.slice(0, 2000) + (sealed[2000] === 'A' ? 'B' : 'A') + sealed.slice(2001);
  seen['flippedIsRefused'] = (await open({ sealed: flipped, me: { keys }, purpose, senders: [card], secret })).kind === 'unreadable';
  const stranger = await createStoredKeys();
  seen['otherCannotOpen'] = await useKeys(stranger).then(async (theirs) => theirs !== null && (await open({ sealed, me: { keys: theirs }, purpose, senders: [card], secret })).kind === 'unreadable');
  seen['cards'] = (await cardOfKeys(other)).enc.length === 87;
  // A CryptoKey as the account has them: whether the store gives it back (WebKit loses X25519 ones, and keeps P-256).
  const pair = isFirst ? await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']) : kept.pair;
  const message = randomBytes(8);
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, message);
  seen['cryptoKeyWorks'] = await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, pair.publicKey, signature, message);
  if (isFirst) {
    const keep: Kept = { stored, pair, sealed, secret: toBase64url(secret) };
    await asked((await store('readwrite')).put(keep, 'first'));
    const back = (await asked((await store('readonly')).get('first'))) as Kept;
    seen['storeGivesBack'] = back.sealed === sealed && sameBytes(fromBase64url(back.secret) ?? randomBytes(1), secret);
  }
  seen['sealsPerSecond'] = await perSecond(240, sealOne);
  // Where in an envelope one's own slot lies is chance, and tells how long opening takes: so many are opened in turn.
  const many = await Promise.all(Array.from({ length: 24 }, sealOne));
  let turn = 0;
  seen['opensPerSecond'] = await perSecond(240, () => {
    const next = many[(turn += 1) % many.length];
    return open({ sealed: next?.ok ? next.value : '', me: { keys }, purpose, senders: [card], secret });
  });
}

await visit().catch((error: unknown) => {
  seen['error'] = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown';
});
await fetch('/seen', { method: 'POST', body: JSON.stringify(seen) });
