import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { loadChunk, MissingChunk } from '../client/browser-chunk.ts';
import type { MissingWhy } from '../client/browser-chunk.ts';
import { Missing } from './Missing.tsx';
import { Around } from './Page.tsx';
import { loadWords } from './words.ts';

/**
 * A screen that is fetched when it is first shown, with the words of its features. After the first visit the service
 * worker has all of them, so the waiting is a matter of milliseconds and shows nothing.
 */
export const lazyScreen = <Props extends object>(load: () => Promise<ComponentType<Props>>, ...features: readonly string[]): ComponentType<Props> =>
  lazyPart('main', load, ...features);

/** The same for a part of a screen, which stands in a `section`. */
export function lazyPart<Props extends object>(Tag: 'main' | 'section', load: () => Promise<ComponentType<Props>>, ...features: readonly string[]): ComponentType<Props> {
  const ready = signal<ComponentType<Props> | null>(null);
  const missing = signal<MissingWhy | null>(null);
  let loading: Promise<void> | undefined;

  const start = () => {
    missing.value = null;
    loading ??= Promise.all([loadChunk(load), loadWords(...features)]).then(
      ([screen]) => {
        // In a function: a signal's setter would be handed the component itself.
        ready.value = screen;
      },
      (error: unknown) => {
        loading = undefined;
        if (!(error instanceof MissingChunk)) throw error;
        missing.value = error.why;
        addEventListener('online', start, { once: true });
      },
    );
  };

  return function Lazy(props: Props) {
    const Screen = ready.value;
    if (Screen) return <Screen {...props} />;
    const why = missing.value;
    if (!why) start();
    // That the whole page is an old one is said above all of it.
    const inside = why && why !== 'new-version' && <Missing why={why} again={start} />;
    return Tag === 'main' ? <Around isBusy={!why}>{inside}</Around> : <Tag aria-busy={!why}>{inside}</Tag>;
  };
}
