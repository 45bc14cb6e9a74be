import { signal, type ReadonlySignal } from '@preact/signals';
import type { Workbox } from 'workbox-window';

const WORKER = '/sw.js';

export interface Offline {
  /** A newer version is on the device and waits for a yes. */
  readonly updateReady: ReadonlySignal<boolean>;
  /** The app opens without a network from now on. */
  readonly offlineReady: ReadonlySignal<boolean>;
  /** Starts the newer version in every tab. Drafts are stored as typed, so nothing is lost. */
  acceptUpdate(): void;
}

/** Registers the worker after the first paint. Does nothing where there is no worker. */
export function createOffline(): Offline {
  const updateReady = signal(false);
  const offlineReady = signal(false);
  let workbox: Workbox | undefined;

  async function start(): Promise<void> {
    const { Workbox } = await import('workbox-window');
    workbox = new Workbox(workerAddress());
    workbox.addEventListener('waiting', () => (updateReady.value = true));
    workbox.addEventListener('activated', () => (offlineReady.value = true));
    await workbox.register();
  }

  if (import.meta.env.PROD && 'serviceWorker' in navigator) {
    offlineReady.value = navigator.serviceWorker.controller !== null;
    reloadOnNewVersion();
    // The second frame comes after the first one was painted.
    requestAnimationFrame(() => {
      // Private windows may refuse workers: the app then needs the network, as before.
      requestAnimationFrame(() => void start().catch(() => undefined));
    });
    document.addEventListener('visibilitychange', () => {
      // An installed app may stay open for weeks; without a network there is nothing to find.
      if (document.visibilityState === 'visible') void workbox?.update().catch(() => undefined);
    });
  }

  return { updateReady, offlineReady, acceptUpdate: () => workbox?.messageSkipWaiting() };
}

/** Every tab follows, not only the one that said yes. The first visit's claim() is no update. */
function reloadOnNewVersion(): void {
  if (navigator.serviceWorker.controller === null) return;
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
}

/** `require-trusted-types-for 'script'` refuses a plain string; the policy admits one address. */
function workerAddress(): string | TrustedScriptURL {
  const policy = window.trustedTypes?.createPolicy('rasti-sw', {
    createScriptURL(address: string) {
      if (address !== WORKER) throw new TypeError('not the worker of this app');
      return address;
    },
  });
  return policy?.createScriptURL(WORKER) ?? WORKER;
}
