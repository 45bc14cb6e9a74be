import type { ComponentChild } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { loadChunk } from '../client/browser-chunk.ts';
import { lazyPart, lazyScreen } from '../ui/lazy.tsx';
import { match, path } from '../ui/router.tsx';
import { Boundary } from './Boundary.tsx';
import { ExpertContext } from './context.ts';
import type { Expert } from './context.ts';
import { Frame } from './Frame.tsx';
import { HomeScreen } from './home/Screen.tsx';

// Each screen is a chunk of its own, with the words of its features; only home comes with the first load.
const Calendar = lazyScreen(() => import('./sessions/Screen.tsx').then((it) => it.CalendarScreen), 'sessions', 'checklist', 'fees');
const Session = lazyScreen(() => import('./sessions/SessionScreen.tsx').then((it) => it.SessionScreen), 'sessions', 'checklist', 'fees', 'errors');
const Channel = lazyScreen(() => import('./channel/Screen.tsx').then((it) => it.ChannelScreen), 'channel', 'errors');
const Fees = lazyScreen(() => import('./fees/Screen.tsx').then((it) => it.FeesScreen), 'fees');
const Fee = lazyScreen(() => import('./fees/FeeScreen.tsx').then((it) => it.FeeScreen), 'fees');
const Reflections = lazyScreen(() => import('./reflection/Screen.tsx').then((it) => it.ReflectionsScreen), 'reflection', 'errors');
const Reflection = lazyScreen(() => import('./reflection/Screen.tsx').then((it) => it.ReflectionScreen), 'reflection', 'errors');
const Help = lazyScreen(() => import('./help/SignedIn.tsx').then((it) => it.SignedInHelp), 'help');
const Settings = lazyScreen(() => import('./settings/Screen.tsx').then((it) => it.SettingsScreen), 'settings', 'errors');
const NewVersion = lazyPart('section', () => import('./NewVersion.tsx').then((it) => it.NewVersion), 'errors');
const Waiting = lazyScreen(() => import('./status/Screen.tsx').then((it) => it.WaitingScreen), 'errors', 'checklist');

/** The signed-in app: which screen a path shows, and what stands around all of them. */
export function App({ expert }: { expert: Expert }) {
  const { engine, offline } = expert;
  const [told, tell] = useState<ComponentChild>(null);
  useEffect(() => {
    // What draws nothing, or seldom, comes after the first screen. Not fetched yet and no network: the screens work without it.
    const later = loadChunk(() => import('./later.tsx')).then(({ startLater }) => startLater(expert, tell), () => undefined);
    return () => void later.then((stop) => stop?.());
  }, [expert]);
  return (
    <ExpertContext.Provider value={expert}>
      <Frame now={engine.env.now} withTabs>
        {offline.updateReady.value ? <NewVersion /> : null}
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
  // Below the messages and the settings there are pages of their own.
  const [, name, below] = at.split('/');
  switch (below && name !== 'v' && name !== 's' ? '' : name) {
    case 'k': return <Calendar />;
    case 'v': return <Channel />;
    case 'p': return <Fees />;
    case 'o': return <Reflections />;
    case 'a': return <Help />;
    case 's': return <Settings />;
    case 'w': return <Waiting />;
    default: return <HomeScreen>{told}</HomeScreen>;
  }
}
