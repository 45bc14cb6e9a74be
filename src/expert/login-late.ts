import type { ChannelEngine } from '../channel/types.ts';
import { renewLogin } from '../client/claim.ts';
import type { Renewed } from '../client/claim.ts';
import { asked } from '../client/idb.ts';
import { leaveLogin } from '../client/login.ts';
import { dropReminders } from '../client/reminders.ts';
import type { Login } from '../client/settings.ts';
import { isWhole } from '../client/whole.ts';
import type { Account } from '../crypto/trust/account.ts';
import type { Expert } from './context.ts';
import type { DeviceOptions } from './device.ts';
import { loadChunk } from '../client/browser-chunk.ts';
import { pinsKey } from './draft-keys.ts';

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

const channelStore = ({ device, store }: Login): string => `rasti-m-${store ?? device}`;

/** In a store of its own. What other screens know of it is kept from now on. */
async function makeChannel({ env, settings, login }: DeviceOptions, engine: Engine): Promise<ChannelEngine> {
  const [{ openChannelEngine }, { watchChannel }] = await Promise.all([loadChunk(() => import('../channel/open.ts')), loadChunk(() => import('./watch-channel.ts'))]);
  const channel = await openChannelEngine({
    env, device: login.device, name: channelStore(login),
    sealing: settings.unlocked?.sealing,
    root: import.meta.env['VITE_ROOT_KEY'] ?? null,
  });
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

export const renew = ({ env, settings, login }: DeviceOptions): Promise<Renewed> => renewLogin(env, settings, login.device);

/** Closes this login at the server and takes everything of it off this device. Without a network nothing is done. */
export async function leave({ env, settings, login }: DeviceOptions, engine: Engine): Promise<'left' | 'unreachable'> {
  const answer = await leaveLogin(env, login.device);
  // Signed out already counts as left: the server knows of no such login any more. Anything else may pass: keep all.
  if (answer.kind === 'unreachable' || (answer.kind === 'refused' && answer.reason !== 'signed-out')) return 'unreachable';
  const opened = await channels.peek(engine)?.catch(() => undefined);
  await (opened ? opened.erase() : asked(indexedDB.deleteDatabase(channelStore(login))));
  await engine.erase();
  await settings.removeLogin(login);
  await dropReminders(settings);
  // What was on the screens is still in this page's memory; a new page has none of it.
  location.replace('/');
  return 'left';
}
