import { signal } from '@preact/signals';

const said = signal('');
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Tells screen readers something in words, politely. Only the last of several in a row is said: a queue that empties
 * would otherwise be read out item by item (ux.md 2.4).
 */
export function announce(text: string): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    said.value = text;
  }, 1_500);
}

/** Forgets what was said and what was about to be: a test's words must not be read out in the next one. */
export function silence(): void {
  clearTimeout(timer);
  said.value = '';
}

/** The one live region of the app; it stands in the page from the start, or screen readers do not hear it. */
export function LiveRegion() {
  return (
    <p class="unseen" role="status" aria-live="polite">
      {said.value}
    </p>
  );
}
