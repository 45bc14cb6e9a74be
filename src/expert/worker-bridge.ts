import { Workbox } from 'workbox-window';
import { tellLoad } from '../ui/Missing.tsx';
import type { OfflineState } from './offline.ts';

const WORKER = '/sw.js';
// A newer version is 200 kB; whoever waits longer than this sees the page loaded again as it is.
const patience = 20_000;

/** Registers the service worker and listens to it. Returns what starts a newer version that waits. */
export async function bridgeWorker({ updateReady, offlineReady }: OfflineState): Promise<() => void> {
  const workbox = new Workbox(workerAddress());
  workbox.addEventListener('waiting', () => (updateReady.value = true));
  workbox.addEventListener('activated', () => (offlineReady.value = true));
  document.addEventListener('visibilitychange', () => {
    // An installed app may stay open for weeks; without a network there is nothing to find.
    if (document.visibilityState === 'visible') void workbox.update().catch(() => undefined);
  });
  await workbox.register();
  tellLoad(() => void loadNewest(workbox));
  return () => workbox.messageSkipWaiting();
}

/** Loads the page as the server has it now: the worker would give the older one, as long as a newer one only waits. */
async function loadNewest(workbox: Workbox): Promise<void> {
  const reload = (): void => location.reload();
  setTimeout(reload, patience);
  navigator.serviceWorker.addEventListener('controllerchange', reload, { once: true });
  await workbox.update().catch(() => undefined);
  const registration = await navigator.serviceWorker.getRegistration();
  const next = registration?.installing ?? registration?.waiting;
  if (!next) return reload();
  const go = (): void => (next.state === 'redundant' ? reload() : next.state === 'installed' ? next.postMessage({ type: 'SKIP_WAITING' }) : undefined);
  next.addEventListener('statechange', go);
  go();
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
