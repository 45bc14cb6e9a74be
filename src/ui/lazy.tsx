import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { Notice } from './Notice.tsx';
import { t } from './words.ts';
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
  const failed = signal(false);
  let loading: Promise<void> | undefined;

  const start = () => {
    loading ??= Promise.all([load(), loadWords(...features)]).then(
      ([screen]) => {
        // In a function: a signal's setter would be handed the component itself.
        ready.value = screen;
        failed.value = false;
      },
      () => {
        loading = undefined;
        failed.value = true;
      },
    );
  };

  return function Lazy(props: Props) {
    const Screen = ready.value;
    if (Screen) return <Screen {...props} />;
    if (failed.value) {
      return (
        <Tag class="page">
          <Notice tone="wait" action={{ label: t('common:try-again'), run: () => ((failed.value = false), start()) }}>
            {t('common:screen-missing')}
          </Notice>
        </Tag>
      );
    }
    start();
    return <Tag class="page" aria-busy="true" />;
  };
}
