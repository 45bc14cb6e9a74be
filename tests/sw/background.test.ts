import { afterEach, expect, test } from 'vitest';
import { closedNoteIn } from '../../src/client/closed-note.ts';
import { createDb } from '../../src/client/db.ts';
import { sealedForm } from '../../src/client/sealed-db.ts';
import { createSettings } from '../../src/client/settings.ts';
import { enrolCrypto } from '../../src/crypto/enrol-crypto.ts';
import { createSealing } from '../../src/crypto/sealing.ts';
import { sendWaiting } from '../../src/sw/background.ts';
import { json } from '../support/fake-env.ts';

const settings = createSettings();
const fetching = globalThis.fetch;
const keys = await enrolCrypto.createKeys();
const login = (device: string) => ({ device, person: device, project: 'p', roles: ['expert' as const], name: '', keys });
const op = { id: 'op', name: 'person/name', args: { name: 'Aino' }, at: '2026-11-22T10:00:00.000Z', lane: 'person/me', settled: false };

afterEach(async () => {
  globalThis.fetch = fetching;
  for (const one of await settings.logins()) await settings.removeLogin(one);
});

test('a login whose store is gone does not keep the others waiting', async () => {
  await settings.saveLogin(login('a-gone'));
  await settings.saveLogin(login('b-there'));
  const db = createDb('rasti-b-there');
  await db.write(['outbox'], (tx) => tx.queue(op));
  let requests = 0;
  globalThis.fetch = async () => {
    requests += 1;
    return json({ protocol: 1, outcomes: [{ id: 'op', ok: true }], rows: [], gone: [], cursor: {}, more: false, now: '2026-11-22T10:00:00.000Z' });
  };
  await expect(sendWaiting()).rejects.toThrow('something still waits');
  expect(requests).toBe(1);
  await db.erase();
});

test('what a page holds the lock for counts as waiting, so that somebody comes again where that page is closed', async () => {
  await settings.saveLogin(login('c-held'));
  const db = createDb('rasti-c-held');
  await db.write(['outbox'], (tx) => tx.queue(op));
  await navigator.locks.request('rasti-c-held-sync', async () => {
    await expect(sendWaiting()).rejects.toThrow('something still waits');
  });
  await db.erase();
});

test('a store that is sealed under a PIN is left alone, and its login is none of the worker’s', async () => {
  const db = createDb('rasti-d-sealed', 1, sealedForm(createSealing(new Uint8Array(32))));
  await db.write(['outbox'], (tx) => tx.queue(op));
  globalThis.fetch = () => Promise.reject(new Error('nothing may be sent'));
  // With a PIN the worker finds no login in the clear; with one that was just being sealed it stops at the store.
  await expect(sendWaiting()).resolves.toBeUndefined();
  await settings.saveLogin(login('d-sealed'));
  await expect(sendWaiting()).rejects.toThrow('something still waits');
  expect(await db.read(['outbox'], (tx) => tx.all('outbox'))).toHaveLength(1);
  await db.erase();
});

test('a device that somebody closed erases itself with no page open: stores, login and all, and leaves word for the page', async () => {
  await settings.saveLogin(login('e-closed'));
  await settings.saveLogin(login('f-other'));
  const db = createDb('rasti-e-closed');
  await db.write(['outbox', 'drafts'], (tx) => {
    tx.put('drafts', { text: 'Että minua kuunnellaan.' }, 'note:a');
    return tx.queue(op);
  });
  globalThis.fetch = async (path, init) => {
    const device = new Headers(init?.headers).get('rasti-device');
    if (path === '/api/login/renew') return device === 'e-closed' ? json({ reason: 'device-closed', device }, 410) : json({ reason: 'signed-out' }, 401);
    return json({ reason: 'signed-out' }, 401);
  };
  await expect(sendWaiting()).rejects.toThrow('something still waits');
  expect((await settings.logins()).map(({ device }) => device)).toEqual(['f-other']);
  expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain('rasti-e-closed');
  expect(closedNoteIn(await settings.get('closed'))).toMatchObject({ unsent: 1, texts: 1 });
  db.close();
});
