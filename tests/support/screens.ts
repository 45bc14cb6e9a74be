import { cleanup, configure } from '@testing-library/preact';
import { afterEach } from 'vitest';
import { silence } from '../../src/ui/announce.tsx';
import { scrollAllIntoView } from './on-screen.ts';

// A slow machine is no failure: what never comes is one.
configure({ asyncUtilTimeout: 10_000 });

// Test files share one process (isolate: false), so every test takes its own screen down.
afterEach(() => {
  cleanup();
  scrollAllIntoView();
  silence();
});
