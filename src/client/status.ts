import { signal } from '@preact/signals';
import type { Signal } from '@preact/signals';

/** How the exchange with the server stands. Words for each are in common.json; none of them is a dialog. */
export type Status =
  | { readonly kind: 'idle' }
  | { readonly kind: 'syncing' }
  | { readonly kind: 'offline' }
  /** The server does not answer, or takes no more today; the next try comes by itself. */
  | { readonly kind: 'waiting'; readonly isEnough?: boolean }
  /** What the server answered could not be stored: there is no room. */
  | { readonly kind: 'full' }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'outdated' };

/** What the screens may know of the exchange, there from the first moment on; sync.ts, which comes later, writes it. */
export interface SyncState {
  readonly status: Signal<Status>;
  /** When the server last answered, or null. */
  readonly syncedAt: Signal<string | null>;
}

export const createSyncState = (): SyncState => ({ status: signal<Status>({ kind: 'idle' }), syncedAt: signal<string | null>(null) });
