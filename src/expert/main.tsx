import { signal } from '@preact/signals';
import { render } from 'preact';
import '../ui/base.css';
import { createBrowserEnv } from '../client/browser-env.ts';
import { takeSecret } from '../client/secret.ts';
import { createSettings } from '../client/settings.ts';
import type { Login, Settings } from '../client/settings.ts';
import { tellTime } from '../ui/format.ts';
import { navigate } from '../ui/router.tsx';
import { isLanguage, loadWords, setLanguage } from '../ui/words.ts';
import type { Language } from '../ui/words.ts';
import { App } from './App.tsx';
import type { Expert } from './context.ts';
import { openLogin } from './device.ts';
import { nameKey } from './draft-keys.ts';
import { keepLink, keptLink } from './kept-link.ts';
import { createOffline } from './offline.ts';
import { loadChunk } from '../client/browser-chunk.ts';

// The composition root: everything that the young expert's app is made of meets here, and nowhere else.
const env = createBrowserEnv();
let settings = createSettings();
const offline = createOffline();
tellTime(env.now);
const now = signal(env.now());
setInterval(() => {
  now.value = env.now();
}, 30_000);

// The store or the words could not be had: a full phone, no network before the first visit was complete, or a store that
// another page holds. These words stand in the page itself, in three languages.
const stuck = (is: boolean) => document.getElementById('stuck')?.toggleAttribute('hidden', !is);
const slow = setTimeout(() => stuck(true), 10_000);
const root = document.getElementById('app');
if (!root) throw new Error('index.html has no #app');
// What stood there makes room: the skeleton of the first paint, or another screen.
const show = (screen: preact.ComponentChild) => {
  clearTimeout(slow);
  stuck(false);
  render(null, root);
  root.replaceChildren();
  render(screen, root);
};

let running: { device: string; expert: Expert } | undefined;
// Before anything else: the address must not keep the secret.
const opened = takeSecret();
if (opened !== null) keepLink(opened);
// A link that is opened where the app already runs changes only the fragment.
addEventListener('hashchange', () => {
  const another = takeSecret();
  if (another === null) return;
  keepLink(another);
  navigate('/', { replace: true });
  void start();
});
await start().catch((error: unknown) => {
  stuck(true);
  throw error;
});

async function start(): Promise<void> {
  await dress(settings);
  // Where a PIN is set, all that follows comes from what it opens.
  if (await settings.get('lock')) settings = await (await loadChunk(() => import('./enter.tsx'))).enter({ env, settings, show });
  const secret = keptLink();
  const login = (await settings.logins()).find((one) => one.roles.includes('expert'));
  if (login && secret === null) await signedIn(login);
  else await (await loadChunk(() => import('./arrive.tsx'))).arrive({ env, settings, secret, onReady: signedIn, show });
}

async function signedIn(one: Login, chosenName?: string): Promise<void> {
  keepLink(null);
  // One engine for one store: whoever comes back from a link that was not needed finds theirs.
  const expert = running?.device === one.device ? running.expert : await openLogin({ env, settings, offline, now, login: one });
  running = { device: one.device, expert };
  if (chosenName !== undefined && chosenName !== one.name) await expert.engine.drafts.save(nameKey, chosenName);
  show(<App expert={expert} />);
}

/** Language and look as chosen on this device, else as the phone has them. */
async function dress(from: Settings): Promise<void> {
  const [chosen, theme] = await Promise.all([from.get('language'), from.get('theme')]);
  const spoken = navigator.languages.map((one) => one.slice(0, 2)).find((one): one is Language => isLanguage(one));
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset['theme'] = theme;
  const language = isLanguage(chosen) ? chosen : (spoken ?? 'fi');
  await setLanguage(language);
  await loadWords('common', 'home');
  // The service worker reads it to know which words to keep for offline use (sw/settings.ts).
  // Where that cannot be stored, it keeps Finnish ones.
  if (chosen !== language) await from.set('language', language).catch(() => undefined);
}
