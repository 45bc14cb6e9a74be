import { createContext } from 'preact';
import type { ComponentChildren } from 'preact';
import { useContext, useEffect, useRef } from 'preact/hooks';
import { isOutgrown } from '../client/browser-chunk.ts';
import { Missing } from './Missing.tsx';
import { goBack, isFirstScreen } from './router.tsx';
import { t } from './words.ts';

/** What the app puts around every page: the actions of the top bar (help, hide) and the tabs below. */
export interface Frame {
  actions: ComponentChildren;
  tabs: ComponentChildren;
  /** Its name in titles; it tells nothing of what it is for. */
  app: string;
}

export const FrameContext = createContext<Frame>({ actions: null, tabs: null, app: 'Rasti' });

/** Puts the focus on the heading when what was pressed has left the page. */
export function focusHeading(): void {
  document.querySelector<HTMLElement>('main h1')?.focus();
}

interface PageProps {
  /** Stands in the heading. Never in the browser's title: that goes into the history. */
  heading: string;
  /** A neutral word for the title, such as "Kalenteri". */
  title: string;
  /** Where "back" leads for somebody who came straight here; none on the four tabs. */
  back?: string;
  children: ComponentChildren;
  withoutTabs?: boolean;
}

/** What stands around a screen, also while it is being fetched: whoever waits can go elsewhere. */
export function Around({ back, withoutTabs, isBusy, children }: { back?: string | undefined; withoutTabs?: boolean; isBusy?: boolean; children: ComponentChildren }) {
  const frame = useContext(FrameContext);
  return (
    <>
      <header class="bar">
        {back ? (
          <button type="button" class="bar-back" onClick={() => goBack(back)}>
            <span aria-hidden="true">‹</span> {t('common:back')}
          </button>
        ) : (
          <span class="bar-name">{frame.app}</span>
        )}
        <div class="bar-actions">{frame.actions}</div>
      </header>
      <main class={withoutTabs ? 'page' : 'page with-tabs'} aria-busy={isBusy}>
        {isOutgrown.value && <Missing why="new-version" />}
        {children}
      </main>
      {withoutTabs ? null : frame.tabs}
    </>
  );
}

/** One screen: bar, main landmark, tabs. On arrival the title changes and the focus goes to the heading. */
export function Page({ heading, title, back, children, withoutTabs = false }: PageProps) {
  const { app } = useContext(FrameContext);
  const headingRef = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title}, ${app}`;
  }, [title, app]);
  useEffect(() => {
    if (!isFirstScreen()) headingRef.current?.focus({ preventScroll: true });
  }, []);
  return (
    <Around back={back} withoutTabs={withoutTabs}>
      <h1 tabIndex={-1} ref={headingRef}>
        {heading}
      </h1>
      {children}
    </Around>
  );
}
