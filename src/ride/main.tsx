import '@preact/signals';
import { render } from 'preact';
import { createBrowserEnv } from '../client/browser-env.ts';
import { secretIn } from '../client/secret.ts';
import { tellTime } from '../ui/format.ts';
import { isLanguage, loadWords, setLanguage } from '../ui/words.ts';
import '../ui/base.css';
import { RidePage } from './RidePage.tsx';

// It stays in the address: whoever opens the page again finds the question again. It is worth one answer, until the ride leaves.
const secret = secretIn(location.hash);
const env = createBrowserEnv();
tellTime(env.now);
await setLanguage(navigator.languages.map((one) => one.slice(0, 2)).find(isLanguage) ?? 'fi');
// Times are written with the common words.
await loadWords('common', 'ride');

const place = document.getElementById('app');
if (!place) throw new Error('the page has no place for the app');
place.replaceChildren();
render(<RidePage env={env} secret={secret} />, place);
