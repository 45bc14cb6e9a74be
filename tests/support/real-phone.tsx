import { signal } from '@preact/signals';
import { render } from '@testing-library/preact';
import { enrol } from '../../src/client/enrol.ts';
import { createSettings } from '../../src/client/settings.ts';
import { enrolCrypto } from '../../src/crypto/enrol-crypto.ts';
import { App } from '../../src/expert/App.tsx';
import type { Expert } from '../../src/expert/context.ts';
import { openLogin } from '../../src/expert/device.ts';
import { navigate } from '../../src/ui/router.tsx';
import { loadWords, setLanguage } from '../../src/ui/words.ts';
import { createFakeEnv } from './fake-env.ts';
import type { FakeEnv } from './fake-env.ts';
import type { TestServer } from './server.ts';
import { connect } from './staff-app.tsx';

let made = 0;

export interface RealPhone {
  readonly env: FakeEnv;
  readonly expert: Expert;
  /** Exchanges until nothing waits. */
  sync(): Promise<void>;
  show(path: string): void;
}

/** A young person's phone as it is shipped, in front of the real server, signed in by a link. In Finnish. */
export async function openRealPhone(server: TestServer, secret: string, time = '2026-11-22T10:00:00.000Z'): Promise<RealPhone> {
  const number = ++made;
  const env = createFakeEnv({ time, ids: `phone-${number}` });
  connect(env, server);
  const settings = createSettings(`phone-settings-${number}`);
  await setLanguage('fi');
  await loadWords('common', 'home', 'settings', 'errors', 'checklist', 'reflection');
  const done = await enrol(env, settings, enrolCrypto, secret).redeem();
  if (done.kind !== 'signed-in') throw new Error(`not signed in: ${done.kind}`);
  const updateReady = signal(false);
  const expert = await openLogin({ env, settings, offline: { updateReady, offlineReady: signal(true), acceptUpdate: () => undefined }, now: signal(time), login: done.login });
  const sync = async () => {
    await expert.engine.sync.now();
    await expert.engine.sync.now();
  };
  await sync();
  return {
    env, expert, sync,
    show(path) {
      navigate(path, { replace: true });
      render(<App expert={expert} />);
    },
  };
}
