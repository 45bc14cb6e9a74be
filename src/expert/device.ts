import type { ReadonlySignal } from '@preact/signals';
import { createEngine } from '../client/engine.ts';
import type { Env } from '../client/env.ts';
import type { Login, Settings } from '../client/settings.ts';
import type { Sealer } from '../crypto/sealer.ts';
import type { Expert } from './context.ts';
import type { Offline } from './offline.ts';

export interface DeviceOptions {
  readonly env: Env;
  readonly settings: Settings;
  readonly offline: Offline;
  readonly now: ReadonlySignal<string>;
  readonly login: Login;
}

/** Opens this device's login: its store, its engine, and its keys when somebody first needs them. */
export async function openLogin({ env, settings, offline, now, login }: DeviceOptions): Promise<Expert> {
  const { device, person, project, roles } = login;
  const engine = await createEngine({ env, tables: () => import('./tables.ts').then((all) => all.expertTables), me: { by: person, roles, project, device }, store: login.store });
  let sealer: Promise<Sealer> | undefined;

  async function openSealer(): Promise<Sealer> {
    const [{ createSealer }, { storedKeys }] = await Promise.all([import('../crypto/sealer.ts'), import('../crypto/enrol-crypto.ts')]);
    const keys = storedKeys(login.keys);
    if (!keys) throw new Error('the store gave back keys that are none');
    return createSealer({ person, device, keys, devices: () => engine.live.value.all('device') });
  }

  return {
    engine,
    settings,
    offline,
    now,
    sealer: () => (sealer ??= openSealer()),
    async leave() {
      const { leaveLogin } = await import('../client/login.ts');
      const answer = await leaveLogin(env, device);
      // Signed out already counts as left: the server knows of no such login any more. Anything else may pass: keep all.
      if (answer.kind === 'unreachable' || (answer.kind === 'refused' && answer.reason !== 'signed-out')) return 'unreachable';
      await engine.erase();
      await settings.removeLogin(device);
      // What was on the screens is still in this page's memory; a new page has none of it.
      location.replace('/');
      return 'left';
    },
  };
}
