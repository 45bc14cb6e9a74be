import { cleanup } from '@testing-library/preact';
import { afterEach } from 'vitest';

// Test files share one process (isolate: false), so every test takes its own screen down.
afterEach(cleanup);
