import '@preact/signals';
import { render } from 'preact';
import { createBrowserEnv } from '../client/browser-env.ts';
import { findSecret } from '../client/link/find-secret.ts';
import { takeSecret } from '../client/secret.ts';
import { tellTime } from '../ui/format.ts';
import { isLanguage, loadWords, setLanguage } from '../ui/words.ts';
import '../ui/base.css';
import { RidePage } from './RidePage.tsx';

// It leaves the address, where the history would keep it. Whoever loads the page again in this tab finds the question again.
const key = 'ride';
const opened = takeSecret();
if (opened !== null) sessionStorage.setItem(key, opened);
const kept = sessionStorage.getItem(key);
const secret = kept && findSecret(kept);
// Another link in the same tab changes only the fragment.
addEventListener('hashchange', () => location.reload());
const env = createBrowserEnv();
tellTime(env.now);
await setLanguage(navigator.languages.map((one) => one.slice(0, 2)).find(isLanguage) ?? 'fi');
// Times are written with the common words.
await loadWords('common', 'ride');

const place = document.getElementById('app');
if (!place) throw new Error('the page has no place for the app');
place.replaceChildren();
render(<RidePage env={env} secret={secret} />, place);
