import type { ChannelEngine } from '../channel/types.ts';
import { renewLogin } from '../client/claim.ts';
import type { Renewed } from '../client/renew.ts';
import type { Asker, Prove, Said } from '../client/asker.ts';
import { asked } from '../client/idb.ts';
import { leaveLogin } from '../client/login.ts';
import { dropReminders } from '../client/reminders.ts';
import type { Login } from '../client/settings.ts';
import { isWhole } from '../client/whole.ts';
import type { Account } from '../crypto/trust/account.ts';
import { createProver } from '../crypto/prove.ts';
import type { Expert } from './context.ts';
import type { DeviceOptions } from './device.ts';
import { loadChunk } from '../client/browser-chunk.ts';
import { pinsKey } from './draft-keys.ts';
import { keysLost } from './keys-lost.ts';

// What a login needs only now and then: none of it comes with the first load.

type Engine = Expert['engine'];

/** Once for each engine. What did not come, or did not open, is tried again the next time. */
function once<T>(open: (options: DeviceOptions, engine: Engine) => Promise<T>) {
  const opened = new WeakMap<Engine, Promise<T>>();
  const get = (options: DeviceOptions, engine: Engine): Promise<T> => {
    const known = opened.get(engine) ?? open(options, engine);
    opened.set(engine, known);
    known.catch(() => opened.delete(engine));
    return known;
  };
  return { get, peek: (engine: Engine): Promise<T> | undefined => opened.get(engine) };
}

async function makeAccount({ login: { person, device, keys } }: DeviceOptions, engine: Engine): Promise<Account> {
  const { openAccount } = await loadChunk(() => import('../crypto/trust/account.ts'));
  return openAccount({
    person, device, keys,
    devices: () => engine.live.value.all('device'),
    lists: () => engine.live.value.all('chain'),
    isWhole: () => isWhole(engine),
    stored: () => engine.drafts.get(pinsKey),
    store: (pins) => engine.drafts.save(pinsKey, pins),
  });
}

/** See crypto/enrol-crypto.ts, which is not loaded for this. */
const codeWith = (keys: unknown): string | undefined =>
  typeof keys === 'object' && keys !== null && 'code' in keys && typeof keys.code === 'string' ? keys.code : undefined;

const channelStore = ({ device, store }: Login): string => `rasti-m-${store ?? device}`;

/** In a store of its own. What other screens know of it is kept from now on. */
async function makeChannel({ env, settings, login }: DeviceOptions, engine: Engine): Promise<ChannelEngine> {
  const [{ openChannelEngine }, { watchChannel }] = await Promise.all([loadChunk(() => import('../channel/open.ts')), loadChunk(() => import('./watch-channel.ts'))]);
  const channel = await openChannelEngine({
    env, me: askerOf({ env, login }), name: channelStore(login),
    sealing: settings.unlocked?.sealing,
    root: import.meta.env['VITE_ROOT_KEY'] ?? null,
  });
  const code = codeWith(login.keys);
  if (code !== undefined) await loadChunk(() => import('../channel/bring.ts')).then(({ bring }) => bring(channel, code), () => undefined);
  watchChannel(engine, channel);
  settings.unlocked?.stops.push(() => channel.stop());
  return channel;
}

const accounts = once(makeAccount);
const channels = once(makeChannel);

/** The account's keys, whom they trust, and what seals with them. */
export const openAccount = accounts.get;

/** The private channel on this phone. */
export const openChannel = channels.get;

const provers = new WeakMap<Login, Promise<Prove | null>>();

/** Signs a request of this login; null where its keys are lost. */
export async function prove({ env, login }: Pick<DeviceOptions, 'env' | 'login'>, said: Said, serverNow?: string): Promise<string | null> {
  const prover = provers.get(login) ?? createProver(login.device, login.keys, () => Date.parse(env.now()));
  provers.set(login, prover);
  return (await prover)?.(said, serverNow) ?? null;
}

export const askerOf = ({ env, login }: Pick<DeviceOptions, 'env' | 'login'>): Asker => ({ device: login.device, prove: (...said) => prove({ env, login }, ...said) });

/** A new cookie; and where the server says that this device was closed, everything goes and the app begins anew. */
export async function renew(options: DeviceOptions, engine: Engine): Promise<Renewed> {
  const renewed = await renewLogin(options.env, options.settings, askerOf(options));
  keysLost.value = renewed === 'keys-lost';
  if (renewed === 'closed') await (await loadChunk(() => import('./closed-device.ts'))).eraseClosed(options, engine);
  return renewed;
}

/** Takes everything of this login off this device. */
export async function eraseAll({ settings, login }: Pick<DeviceOptions, 'settings' | 'login'>, engine: Engine): Promise<void> {
  const opened = await channels.peek(engine)?.catch(() => undefined);
  await (opened ? opened.erase() : asked(indexedDB.deleteDatabase(channelStore(login))));
  await engine.erase();
  await settings.removeLogin(login);
  await dropReminders(settings);
}

/** Closes this login at the server and takes everything of it off this device. Without a network nothing is done. */
export async function leave({ env, settings, login }: DeviceOptions, engine: Engine): Promise<'left' | 'unreachable'> {
  const answer = await leaveLogin(env, askerOf({ env, login }));
  // Signed out already counts as left: the server knows of no such login any more. Anything else may pass: keep all.
  if (answer.kind === 'unreachable' || (answer.kind === 'refused' && answer.reason !== 'signed-out')) return 'unreachable';
  await eraseAll({ settings, login }, engine);
  // What was on the screens is still in this page's memory; a new page has none of it.
  location.replace('/');
  return 'left';
}
