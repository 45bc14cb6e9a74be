import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';

// A router of its own in a few lines: the smallest kept one costs 1.5 kB of the 39 (DECISIONS.md).
const current = signal(globalThis.location?.pathname ?? '/');
/** True for the first screen of a visit: then the browser owns the focus, and we leave it alone. */
let visits = 0;

export const path = (): string => current.value;
export const isFirstScreen = (): boolean => visits === 0;

globalThis.addEventListener?.('popstate', () => {
  visits += 1;
  current.value = location.pathname;
});

/** Goes to a path of the app. `replace` leaves no trace of the present one in the history. */
export function navigate(to: string, options: { replace?: boolean } = {}): void {
  visits += 1;
  if (options.replace) history.replaceState(null, '', to);
  else if (to !== location.pathname) history.pushState(null, '', to);
  current.value = to;
  scrollTo(0, 0);
}

/** Back to where the person came from, or to `otherwise` where they came straight here. */
export function goBack(otherwise: string): void {
  if (visits > 0 && history.length > 1) history.back();
  else navigate(otherwise, { replace: true });
}

/** `/k/:id` against `/k/3f2a` gives `{ id: '3f2a' }`; null where it does not fit. */
export function match(pattern: string, actual: string): Record<string, string> | null {
  const [wanted = [], given = []] = [pattern, actual].map((one) => one.split('/').filter(Boolean));
  if (wanted.length !== given.length) return null;
  const found: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':')) found[part.slice(1)] = value;
    else if (part !== value) return null;
  }
  return found;
}

interface LinkProps {
  to: string;
  children: ComponentChildren;
  class?: string;
  current?: boolean;
}

/** A link within the app: a real address, so that it can be opened in a new tab. */
export function Link({ to, children, class: className, current: isCurrent }: LinkProps) {
  return (
    <a
      href={to}
      class={className ?? ''}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={(event: MouseEvent) => {
        if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        navigate(to);
      }}
    >
      {children}
    </a>
  );
}
