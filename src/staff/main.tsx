import '@preact/signals';
import { render } from 'preact';
import { createBrowserEnv } from '../client/browser-env.ts';
import { findSecret } from '../client/link/find-secret.ts';
import { takeSecret } from '../client/secret.ts';
import { createSettings } from '../client/settings.ts';
import { tellTime } from '../ui/format.ts';
import { watchLetters } from '../ui/hyphens/large-letters.ts';
import { isLanguage, loadWords, setLanguage } from '../ui/words.ts';
import '../ui/base.css';
import { Root } from './Root.tsx';
import './staff.css';
import { createVisit } from './visit.ts';

// Before anything else: the address must not keep the secret.
const taken = (): string | null => {
  const found = takeSecret();
  return found && (findSecret(found) ?? found);
};
const secret = taken();
const settings = createSettings();
const env = createBrowserEnv();
tellTime(env.now);
const visit = createVisit(env, settings, sessionStorage);
// A link that is opened in a tab where the app already runs changes only the fragment.
addEventListener('hashchange', () => {
  const another = taken();
  if (another !== null) void visit.start(another);
});

// A store that another page holds, or no network: these words stand in the page itself, in three languages.
const stuck = (is: boolean) => document.getElementById('stuck')?.toggleAttribute('hidden', !is);
const slow = setTimeout(() => stuck(true), 10_000);
await begin().catch((error: unknown) => {
  stuck(true);
  throw error;
});
clearTimeout(slow);
stuck(false);

async function begin(): Promise<void> {
  const [chosen, theme] = await Promise.all([settings.get('language'), settings.get('theme')]);
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset['theme'] = theme;
  const spoken = navigator.languages.map((one) => one.slice(0, 2)).find(isLanguage);
  await setLanguage(isLanguage(chosen) ? chosen : (spoken ?? 'fi'));
  await Promise.all([loadWords('common', 'errors', 'staff'), visit.start(secret)]);
}

const place = document.getElementById('app');
if (!place) throw new Error('the page has no place for the app');
place.replaceChildren();
render(<Root visit={visit} />, place);
watchLetters(place);
