import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { navigate } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';

const covered = signal(false);

/** True while a plain clock stands where the app was. */
export const isCovered: ReadonlySignal<boolean> = covered;

/**
 * Quick exit. The screens leave the page before the next frame is drawn (Preact draws in a microtask); what was being
 * typed is in the drafts already. The browser's history is not erased, and settings say so.
 */
export function cover(): void {
  if (covered.value) return;
  covered.value = true;
  navigate('/', { replace: true });
  document.title = t('common:hide.clock');
}

export function uncover(): void {
  covered.value = false;
}
