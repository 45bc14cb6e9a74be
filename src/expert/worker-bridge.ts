import { Workbox } from 'workbox-window';
import type { OfflineState } from './offline.ts';

const WORKER = '/sw.js';

/** Registers the service worker and listens to it. Returns what starts a newer version that waits. */
export async function bridgeWorker({ updateReady, offlineReady }: OfflineState, isUpdate: boolean): Promise<() => void> {
  const workbox = new Workbox(workerAddress());
  workbox.addEventListener('waiting', () => (updateReady.value = true));
  workbox.addEventListener('activated', () => (offlineReady.value = true));
  // Every tab follows, not only the one that said yes.
  if (isUpdate) navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  document.addEventListener('visibilitychange', () => {
    // An installed app may stay open for weeks; without a network there is nothing to find.
    if (document.visibilityState === 'visible') void workbox.update().catch(() => undefined);
  });
  await workbox.register();
  return () => workbox.messageSkipWaiting();
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
