import { signal } from '@preact/signals';
import { cleanup, render } from '@testing-library/preact';
import { createEngine, storeName } from '../../src/client/engine.ts';
import type { Engine } from '../../src/client/engine.ts';
import { createSettings } from '../../src/client/settings.ts';
import type { Login, Settings } from '../../src/client/settings.ts';
import { createStoredKeys } from '../../src/crypto/stored-keys.ts';
import { askPin } from '../../src/expert/enter.tsx';
import { setPin, unlock } from '../../src/expert/locking.ts';
import { expertTables } from '../../src/expert/tables.ts';
import type { expertRules } from '../../src/protocol/expert.ts';
import { loadWords, setLanguage } from '../../src/ui/words.ts';
import { createFakeEnv } from './fake-env.ts';
import type { FakeEnv } from './fake-env.ts';

export const pin = '402917';

let made = 0;

export interface LockedPhone {
  readonly env: FakeEnv;
  /** As a page finds them that has not been given the PIN. */
  readonly settings: Settings;
  readonly login: Login;
  /** How often the page was to be loaded anew. */
  readonly reloads: { value: number };
  /** The engine of this login, with what these settings open. */
  engine(settings: Settings): Promise<Engine<typeof expertRules>>;
  seal(digits?: string): Promise<void>;
  /** Loads the page: the lock screen is drawn. Resolves with what the PIN opens. */
  load(): Promise<{ opened: Promise<Settings> }>;
}

/** A phone with Aino's login on it, in the clear. In Finnish. */
export async function openPhone(keys?: unknown): Promise<LockedPhone> {
  await setLanguage('fi');
  await loadWords('common', 'help', 'lock');
  const env = createFakeEnv();
  env.online = false;
  const settings = createSettings(`locked-${++made}-${crypto.randomUUID()}`);
  const device = crypto.randomUUID();
  const login: Login = { device, person: 'aino', project: 'p', roles: ['expert'], name: 'Aino', proof: `proof-${device}`, keys: keys ?? (await createStoredKeys()) };
  await settings.saveLogin(login);
  await settings.saveClaim({ proof: `proof-${device}`, claim: 'claim-of-aino', device, keys: login.keys });
  const reloads = signal(0);
  const reload = (): void => {
    reloads.value += 1;
  };
  const engine: LockedPhone['engine'] = async (from) => {
    const mine = (await from.logins())[0];
    if (!mine) throw new Error('nobody is signed in');
    const engine = await createEngine({ env, tables: async () => expertTables, me: { by: 'aino', roles: ['expert'], project: 'p', device }, store: mine.store, seals: mine.seals, form: from.unlocked?.form });
    from.unlocked?.stops.push(engine.stop);
    return engine;
  };
  return {
    env, settings, login, reloads, engine,
    seal: async (digits = pin) => setPin({ env, settings }, { stop: () => undefined }, digits, () => undefined),
    async load() {
      cleanup();
      const opened = askPin({ env, settings, reload, show: (screen) => void render(<>{screen}</>) });
      return { opened };
    },
  };
}

/** What the PIN opens. */
export async function openWith(phone: LockedPhone, digits = pin): Promise<Settings> {
  const tried = await unlock(phone, digits);
  if (tried.kind !== 'right') throw new Error(tried.kind);
  return tried.value;
}

export function later({ env }: LockedPhone, milliseconds: number): void {
  env.time = new Date(Date.parse(env.time) + milliseconds).toISOString();
}

export const storeOfPhone = ({ login }: LockedPhone): string => storeName(login.device);
