import { createChannelEngine } from '../../src/channel/engine.ts';
import type { ChannelEnv } from '../../src/channel/env.ts';
import type { Card, ChannelEngine } from '../../src/channel/types.ts';
import { toBase64url } from '../../src/crypto/base64url.ts';
import { ok } from '../../src/domain/result.ts';
import { createFakeEnv } from './fake-env.ts';
import type { FakeEnv } from './fake-env.ts';
import { openMail, ours } from './mail.ts';
import type { Mail } from './mail.ts';
import { keepAllHeaders } from './plain-http.ts';
import { publicUrl } from './server.ts';

/** A device with the private channel: the real engine and its store, over a real mailbox. Clock, network and timers are the test's. */
export interface Phone {
  readonly channel: ChannelEngine;
  readonly env: FakeEnv;
}

export const mari: Card = { name: 'Mari Laine', organisation: 'Tuki ry', phone: '040 123 4567', hours: 'Arkisin 9–16.', promise: 48 };

let made = 0;

/** A request to the mailbox, as a browser makes it where a page asked for one without cookies. */
export function mailTo(mail: Mail, path: string, init: RequestInit): Promise<Response> {
  if (init.credentials !== 'omit') throw new Error('the mailbox is asked without cookies');
  keepAllHeaders();
  const headers = { ...Object.fromEntries(new Headers(init.headers)), ...ours };
  const request = new Request(`${publicUrl}${path}`, { method: 'POST', body: init.body ?? null, headers });
  // The mailbox counts tries by address; a test is faster than people.
  return mail.handle(request, `192.0.2.${++made % 250}`);
}

export async function openPhone(mail: Mail, time = '2026-11-22T10:00:00.000Z'): Promise<Phone> {
  const env = createFakeEnv({ time });
  const started = Date.parse(time);
  env.answer = (path, init) => mailTo(mail, path, init);
  const channelEnv: ChannelEnv = { ...env, now: () => env.now(), isOnline: () => env.online, fetch: (path, init) => env.fetch(path, init), onHide: () => () => undefined, loadChunk: (part) => part() };
  const channel = await createChannelEngine({
    env: channelEnv, name: `rasti-m-test-${started}-${++made}`, root: null,
    tickets: (kind) => Promise.resolve(ok([1, 2, 3, 4].map(() => toBase64url(new Uint8Array(mail.ticket(kind)))))),
  });
  return { channel, env };
}

/** The contact person's device, ready to show codes. */
export async function openContact(mail: Mail): Promise<Phone> {
  const phone = await openPhone(mail);
  const sheet = await phone.channel.makeSheet();
  if (!sheet.ok) throw new Error(sheet.reason);
  return phone;
}

/** What is due on these phones happens now. */
export const pass = (...phones: readonly Phone[]): void => phones.forEach(({ env }) => env.runTimers());

export const newMail = openMail;
