import { cleanup, configure } from '@testing-library/preact';
import { afterEach } from 'vitest';
import { silence } from '../../src/ui/announce.tsx';
import { scrollAllIntoView } from './on-screen.ts';

// A page at localhost keeps the cookies of a login, as Chromium and Firefox do there; the page of the tests does not.
const jar = new Map<string, string>();
Object.defineProperty(document, 'cookie', {
  configurable: true,
  get: () => [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
  set(text: string) {
    const [pair = '', ...attributes] = text.split(';').map((one) => one.trim());
    const [name = '', value = ''] = pair.split('=');
    if (attributes.includes('Max-Age=0')) jar.delete(name);
    else jar.set(name, value);
  },
});

// A slow machine is no failure: what never comes is one.
configure({ asyncUtilTimeout: 10_000 });

// Test files share one process (isolate: false), so every test takes its own screen down.
afterEach(() => {
  cleanup();
  scrollAllIntoView();
  silence();
});
