import type { ReadonlySignal } from '@preact/signals';
import { createEngine } from '../client/engine.ts';
import type { Env } from '../client/env.ts';
import type { Login, Settings } from '../client/settings.ts';
import type { Expert } from './context.ts';
import type { Offline } from './offline.ts';
import { loadChunk } from '../client/browser-chunk.ts';

export interface DeviceOptions {
  readonly env: Env;
  readonly settings: Settings;
  readonly offline: Offline;
  readonly now: ReadonlySignal<string>;
  readonly login: Login;
}

/** Opens this device's login: its store, its engine, and its keys when somebody first needs them. */
export async function openLogin(options: DeviceOptions): Promise<Expert> {
  const { env, settings, offline, now, login } = options;
  const { device, person, project, roles } = login;
  const late = () => loadChunk(() => import('./login-late.ts'));
  const engine: Expert['engine'] = await createEngine({
    env,
    tables: () => loadChunk(() => import('./tables.ts')).then((all) => all.expertTables),
    me: { by: person, roles, project, device, prove: (...said) => late().then(({ prove }) => prove(options, ...said)) },
    store: login.store,
    seals: login.seals,
    form: settings.unlocked?.form,
    // Code that does not come now is the network's doing.
    renew: () => late().then(({ renew }) => renew(options, engine), () => 'outage'),
  });
  return {
    engine,
    settings,
    offline,
    now,
    sealer: () => late().then(({ openAccount }) => openAccount(options, engine)).then(({ sealer }) => sealer),
    trust: () => late().then(({ openAccount }) => openAccount(options, engine)).then(({ trust }) => trust),
    channel: () => late().then(({ openChannel }) => openChannel(options, engine)),
    leave: () => late().then(({ leave }) => leave(options, engine)),
  };
}
