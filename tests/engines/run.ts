import { startVitest } from 'vitest/node';
import { inRepository } from '../../src/tools/paths.ts';

// The journeys that one suite can run in three engines. Not part of `npm test`: CI has one engine.

const vitest = await startVitest([], {
  root: inRepository('.'), config: false, watch: false, include: ['tests/engines/**/*.test.ts'], fileParallelism: false,
  testTimeout: 120_000, hookTimeout: 120_000, reporters: ['verbose'],
});
const failed = vitest.state.getCountOfFailedTests();
await vitest.close();
process.exit(failed === 0 ? 0 : 1);
