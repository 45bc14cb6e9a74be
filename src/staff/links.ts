import { closeDevices, continueChain, makeLink } from '../client/login.ts';
import type { Reason } from '../domain/reason.ts';
import { ok, refuse } from '../domain/result.ts';
import type { Result } from '../domain/result.ts';
import { loadChunk } from '../client/browser-chunk.ts';
import { dayOf } from '../domain/time.ts';
import type { Staff, StaffEngine } from './context.ts';

export interface MadeLink {
  readonly address: string;
  readonly expires: string;
}

type Made = Promise<Result<MadeLink, Reason | 'unreachable'>>;

/** Young people's app and the staff's have addresses of their own. The secret stands after `#`: it is never sent anywhere. */
const addressOf = (secret: string, isExpert: boolean): string => `${location.origin}${isExpert ? '/' : '/staff/'}#${secret}`;

/** A one-time link for a person. Needs the network there and then; what was committed before goes first. */
export async function linkFor(engine: StaffEngine, person: string, isExpert: boolean): Made {
  const { createLinkSecret, linkProof } = await loadChunk(() => import('../crypto/link.ts'));
  await engine.sync.now();
  const secret = createLinkSecret();
  return finish(engine, secret, isExpert, { person, proof: await linkProof(secret), device: null });
}

/** Closes the devices of somebody who has lost theirs, so that a new link can be made. They see it: they are signed out. */
export async function closeDevicesOf(engine: StaffEngine, person: string): Promise<Result<null, Reason | 'unreachable'>> {
  const answer = await closeDevices(engine.env, engine.me, person);
  return answer.kind === 'reply' ? ok(null) : refuse(answer.kind === 'refused' ? answer.reason : 'unreachable');
}

/** A one-time link for another device of one's own. It carries the device's keys, sealed under the link's secret. */
export async function linkForMyDevice({ engine, account }: Staff): Made {
  const [{ createLinkSecret, linkProof }, { createPortableKeys }] = await Promise.all([loadChunk(() => import('../crypto/link.ts')), loadChunk(() => import('../crypto/portable-keys.ts'))]);
  const secret = createLinkSecret();
  const { enc, sig, wrapped } = await createPortableKeys(secret);
  const listed = await listMine(engine, account, { enc, sig, wrapped, secret });
  if (!listed.ok) return listed;
  const device = { id: engine.env.newId(), enc, sig, keys: wrapped };
  return finish(engine, secret, false, { person: engine.me.by, proof: await linkProof(secret), device });
}

/** First it is signed onto one's own list, by this device: others seal to no device that none of one's own has signed. */
async function listMine(engine: StaffEngine, account: Staff['account'], made: { enc: string; sig: string; wrapped: string; secret: string }): Promise<Result<null, Reason | 'unreachable'>> {
  const [{ listDevice, ownList }, { openPortableKeys }, { keys }] = await Promise.all([loadChunk(() => import('../crypto/trust/own-list.ts')), loadChunk(() => import('../crypto/portable-keys.ts')), account()]);
  const fresh = await openPortableKeys(made.wrapped, made.secret, made);
  if (!fresh) throw new Error('keys that were just made do not open');
  await engine.sync.now();
  const lists = engine.live.value.all('chain').filter(({ person }) => person === engine.me.by).map(({ entries }) => entries);
  const next = await listDevice(await ownList(lists, { keys }), { keys }, fresh, dayOf(engine.env.now()));
  const answer = await continueChain(engine.env, engine.me, { ...next, entries: [...next.entries] });
  return answer.kind === 'reply' ? ok(null) : refuse(answer.kind === 'refused' ? answer.reason : 'unreachable');
}

async function finish(engine: StaffEngine, secret: string, isExpert: boolean, request: Parameters<typeof makeLink>[2]): Made {
  const answer = await makeLink(engine.env, engine.me, request);
  switch (answer.kind) {
    case 'reply':
      return ok({ address: addressOf(secret, isExpert), expires: answer.value.expires });
    case 'refused':
      return refuse(answer.reason);
    case 'unreachable':
      return refuse('unreachable');
  }
}
