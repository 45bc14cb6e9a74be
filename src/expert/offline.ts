import { signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { loadChunk } from '../client/browser-chunk.ts';

export interface Offline {
  /** A newer version is on the device and waits for a yes. */
  readonly updateReady: ReadonlySignal<boolean>;
  /** The app opens without a network from now on. */
  readonly offlineReady: ReadonlySignal<boolean>;
  /** Starts the newer version in every tab. Drafts are stored as typed, so nothing is lost. */
  acceptUpdate(): void;
}

/** What the worker's other half (worker-bridge.ts) tells, and is told. */
export interface OfflineState {
  readonly updateReady: Signal<boolean>;
  readonly offlineReady: Signal<boolean>;
}

/** Registers the worker once the first screen is drawn. Does nothing where there is no worker. */
export function createOffline(): Offline {
  const state: OfflineState = { updateReady: signal(false), offlineReady: signal(false) };
  let accept = () => {};
  if (import.meta.env.PROD && 'serviceWorker' in navigator) {
    // The first visit's claim() is no update.
    const isUpdate = navigator.serviceWorker.controller !== null;
    state.offlineReady.value = isUpdate;
    // Every tab follows, not only the one that said yes; heard from the first moment, for a tab that is out of sight draws no frame.
    if (isUpdate) navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    // Two frames: the first one draws the screen, the second one comes after it.
    requestAnimationFrame(() => {
      requestAnimationFrame(() => {
        // Private windows may refuse workers: the app then needs the network, as before.
        void loadChunk(() => import('./worker-bridge.ts')).then(async ({ bridgeWorker }) => (accept = await bridgeWorker(state))).catch(() => undefined);
      });
    });
  }
  return { ...state, acceptUpdate: () => accept() };
}
