import { cleanup } from '@testing-library/preact';
import { afterEach } from 'vitest';
import { silence } from '../../src/ui/announce.tsx';

// Test files share one process (isolate: false), so every test takes its own screen down.
afterEach(() => {
  cleanup();
  silence();
});
