import { signal } from '@preact/signals';

// Written by announce.tsx, and by Missing.tsx, which comes with the first load.
export const polite = signal('');
export const urgent = signal('');

/**
 * The one live region of an app. It stands in the page from the start and is filled later: text that comes together with
 * its region is silent in screen readers. No `aria-live` beside `alert`: VoiceOver would say it twice. `only`: what is
 * said instead of all else, while something covers the app.
 */
export function LiveRegion({ only }: { only?: string | undefined }) {
  return (
    <div class="unseen">
      <p role="status" aria-live="polite">
        {only ?? polite.value}
      </p>
      <p role="alert">{only ? '' : urgent.value}</p>
    </div>
  );
}
