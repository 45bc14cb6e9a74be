// Shapes after Lucide (https://lucide.dev), ISC licence, © Lucide Contributors and Cole Bemis. Only the paths that we use:
// a package with all of them would cost the phone five times as much.
const shapes = {
  home: 'M3 10.5 12 3l9 7.5V20a1 1 0 0 1-1 1h-5v-7H9v7H4a1 1 0 0 1-1-1z',
  calendar: 'M4 5h16v16H4zM4 10h16M8 3v4M16 3v4',
  message: 'M4 5h16v12H9l-5 4z',
  fee: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M15.5 9A4 4 0 1 0 15.5 15M6.5 11h6M6.5 13h6',
  help: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.4-1 .8-1 1.7M12 17v.01',
  hide: 'M6 6l12 12M18 6 6 18',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  tick: 'M5 12.5l5 5L19 7',
} as const;

export type IconName = keyof typeof shapes;

/** A line drawing beside a word, never instead of one. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
      <path d={shapes[name]} />
    </svg>
  );
}
