import type { ComponentChild } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { lazyScreen } from '../ui/lazy.tsx';
import { Notice } from '../ui/Notice.tsx';
import { match, path } from '../ui/router.tsx';
import { t } from '../ui/words.ts';
import { Boundary } from './Boundary.tsx';
import { ExpertContext } from './context.ts';
import type { Expert } from './context.ts';
import { Frame } from './Frame.tsx';
import { HomeScreen } from './home/Screen.tsx';

// Each screen is a chunk of its own, with the words of its features; only home comes with the first load.
const Calendar = lazyScreen(async () => (await import('./sessions/Screen.tsx')).CalendarScreen, 'sessions', 'checklist', 'fees');
const Session = lazyScreen(async () => (await import('./sessions/SessionScreen.tsx')).SessionScreen, 'sessions', 'checklist', 'fees', 'errors');
const Channel = lazyScreen(async () => (await import('./channel/Screen.tsx')).ChannelScreen, 'channel', 'errors');
const Fees = lazyScreen(async () => (await import('./fees/Screen.tsx')).FeesScreen, 'fees');
const Fee = lazyScreen(async () => (await import('./fees/FeeScreen.tsx')).FeeScreen, 'fees');
const Reflections = lazyScreen(async () => (await import('./reflection/Screen.tsx')).ReflectionsScreen, 'reflection', 'errors');
const Reflection = lazyScreen(async () => (await import('./reflection/Screen.tsx')).ReflectionScreen, 'reflection', 'errors');
const Help = lazyScreen(async () => (await import('./help/SignedIn.tsx')).SignedInHelp, 'help');
const Settings = lazyScreen(async () => (await import('./settings/Screen.tsx')).SettingsScreen, 'settings', 'errors');
const Waiting = lazyScreen(async () => (await import('./status/Screen.tsx')).WaitingScreen, 'errors');

/** The signed-in app: which screen a path shows, and what stands around all of them. */
export function App({ expert }: { expert: Expert }) {
  const { engine, offline } = expert;
  const [told, tell] = useState<ComponentChild>(null);
  useEffect(() => {
    // What draws nothing, or seldom, comes after the first screen. Not fetched yet and no network: the screens work without it.
    const later = import('./later.tsx').then(({ startLater }) => startLater(expert, tell), () => undefined);
    return () => void later.then((stop) => stop?.());
  }, [expert]);
  return (
    <ExpertContext.Provider value={expert}>
      <Frame now={engine.env.now} withTabs>
        {offline.updateReady.value ? (
          <Notice action={{ label: t('common:update.take'), run: () => offline.acceptUpdate() }}>{t('common:update.ready')}</Notice>
        ) : null}
        <Boundary key={placeOf(path())}>{screenFor(path(), told)}</Boundary>
      </Frame>
    </ExpertContext.Provider>
  );
}

// The parts of one session are one place: changing between them keeps the focus where it is.
const placeOf = (at: string): string => at.split('/').slice(0, 3).join('/');

function screenFor(at: string, told: ComponentChild) {
  const session = match('/k/:id', at) ?? match('/k/:id/:part', at);
  if (session) return <Session id={session['id'] ?? ''} part={session['part']} />;
  const fee = match('/p/:id', at);
  if (fee) return <Fee id={fee['id'] ?? ''} />;
  const reflection = match('/o/:id', at);
  if (reflection) return <Reflection id={reflection['id'] ?? ''} />;
  switch (at.replace(/^(\/v)\/.*|\/+$/, '$1')) {
    case '/k': return <Calendar />;
    case '/v': return <Channel />;
    case '/p': return <Fees />;
    case '/o': return <Reflections />;
    case '/a': return <Help />;
    case '/s': return <Settings />;
    case '/w': return <Waiting />;
    default: return <HomeScreen>{told}</HomeScreen>;
  }
}
