import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { navigate } from '../../ui/router.tsx';

// In the tab's own store, so that neither a reload nor "back" to an older page of this tab brings the app into view.
const flag = 'covered';
const covered = signal(false);

/** True while a plain clock stands where the app was. */
export const isCovered: ReadonlySignal<boolean> = covered;

// Read before anything is drawn, and again when an old page comes back from the browser's memory. While it is covered,
// every step back in the history becomes home.
function look(): void {
  covered.value = sessionStorage.getItem(flag) !== null;
  if (covered.value) navigate('/', { replace: true });
}
look();
addEventListener('pageshow', look);
addEventListener('popstate', look);

/**
 * Quick exit. The screens leave the page before the next frame is drawn (Preact draws in a microtask); what was being
 * typed is in the drafts already. The browser's history is not erased, and settings say so.
 */
export function cover(): void {
  sessionStorage.setItem(flag, '1');
  look();
}

export function uncover(): void {
  sessionStorage.removeItem(flag);
  covered.value = false;
}
