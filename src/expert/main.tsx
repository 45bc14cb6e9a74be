import { signal } from '@preact/signals';
import { render } from 'preact';
import '../ui/base.css';
import { createBrowserEnv } from '../client/browser-env.ts';
import { takeSecret } from '../client/secret.ts';
import { createSettings } from '../client/settings.ts';
import type { Login, Settings } from '../client/settings.ts';
import { isLanguage, loadWords, setLanguage } from '../ui/words.ts';
import type { Language } from '../ui/words.ts';
import { App } from './App.tsx';
import { Frame } from './Frame.tsx';
import { openLogin } from './device.ts';
import { createOffline } from './offline.ts';

// The composition root: everything that the young expert's app is made of meets here, and nowhere else.
const env = createBrowserEnv();
const settings = createSettings();
const offline = createOffline();
const now = signal(env.now());
setInterval(() => {
  now.value = env.now();
}, 30_000);

const root = document.getElementById('app');
if (!root) throw new Error('index.html has no #app');
// The skeleton that stood there for the first paint makes room.
const show = (screen: preact.ComponentChild) => {
  root.replaceChildren();
  render(screen, root);
};

await dress(settings);
const secret = takeSecret();
const login = (await settings.logins()).find((one) => one.roles.includes('expert'));
if (login && secret === null) await signedIn(login);
else await welcome(secret);

async function signedIn(one: Login, chosenName?: string): Promise<void> {
  const expert = await openLogin({ env, settings, offline, now, login: one });
  if (chosenName !== undefined && chosenName !== one.name) {
    // The rule changes the person's own row, which a new device has only after its first exchange.
    await expert.engine.sync.now();
    await expert.engine.commit('person/name', { name: chosenName });
  }
  show(<App expert={expert} />);
}

async function welcome(found: string | null): Promise<void> {
  const [{ WelcomeScreen }, { HelpScreen }] = await Promise.all([import('./welcome/Screen.tsx'), import('./help/Screen.tsx'), loadWords('welcome', 'errors', 'help')]);
  show(
    <Frame now={env.now}>
      <WelcomeScreen env={env} settings={settings} secret={found} onReady={signedIn} Help={HelpScreen} />
    </Frame>,
  );
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
  if (chosen !== language) await from.set('language', language);
}
