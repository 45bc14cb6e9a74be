import type { ComponentChildren } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { loadChunk } from '../client/browser-chunk.ts';
import { LiveRegion } from '../ui/live-region.tsx';
import { Icon } from '../ui/icons.tsx';
import { FrameContext } from '../ui/Page.tsx';
import { Link, path } from '../ui/router.tsx';
import { t } from '../ui/words.ts';
import { Clock } from './hide/Clock.tsx';
import { cover, isCovered } from './hide/cover.ts';

interface FrameProps {
  now: () => string;
  /** Not before somebody is signed in: there is nowhere to go yet. */
  withTabs?: boolean;
  children: ComponentChildren;
}

/** What stands around every screen, from the first invitation on: help, hide, the tabs, and the voice for screen readers. */
export function Frame({ now, withTabs = false, children }: FrameProps) {
  useEffect(() => {
    // Not fetched yet and no network: the button hides, too.
    const late = loadChunk(() => import('./frame-late.ts')).then(({ startFrame }) => startFrame(now), () => undefined);
    return () => void late.then((stop) => stop?.());
  }, [now]);
  // The same object at every drawing: a new one would draw every screen again.
  const frame = useMemo(() => ({ actions: <Actions />, tabs: withTabs ? <Tabs /> : null, app: 'Rasti' }), [withTabs]);
  return (
    <>
      {isCovered.value ? <Clock now={now} /> : <FrameContext.Provider value={frame}>{children}</FrameContext.Provider>}
      {/* Covered, it says one neutral word, and nothing of what goes on behind. */}
      <LiveRegion only={isCovered.value ? t('common:hide.clock') : undefined} />
    </>
  );
}

function Actions() {
  return (
    <>
      <Link to="/a">
        <Icon name="help" />
        {t('common:help')}
      </Link>
      <button type="button" onClick={cover}>
        <Icon name="hide" />
        {t('common:hide.now')}
      </button>
    </>
  );
}

const tabs = [
  { to: '/', icon: 'home', words: 'common:tab.home' },
  { to: '/k', icon: 'calendar', words: 'common:tab.calendar' },
  { to: '/v', icon: 'message', words: 'common:tab.messages' },
  { to: '/p', icon: 'fee', words: 'common:tab.fees' },
] as const;

function Tabs() {
  const at = path();
  return (
    <nav class="tabs" aria-label={t('common:tab.all')}>
      <ul>
        {tabs.map(({ to, icon, words }) => (
          <li key={to}>
            <Link to={to} current={to === '/' ? at === '/' : at === to || at.startsWith(`${to}/`)}>
              <Icon name={icon} />
              {t(words)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
