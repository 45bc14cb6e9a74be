import { spawnSync } from 'node:child_process';
import { startVitest } from 'vitest/node';
import { findBrowser } from './browser.ts';
import { countTests, type Count } from './count-tests.ts';
import { inRepository } from './paths.ts';
import { findPostgres } from './postgres.ts';

// `npm test`: everything. Types, lint and build count as one test each; the last line is the sum.

const count: Count = { passed: 0, failed: 0 };

step('types', ['node_modules/typescript/bin/tsc', '-b']);
step('lint', ['node_modules/oxlint/bin/oxlint', '--type-aware']);
step('build', ['src/tools/build.ts']);
await browser();
postgres();
await tests();

console.log(`${count.passed} passed, ${count.failed} failed`);
process.exit(count.failed === 0 ? 0 : 1);

function step(name: string, [script = '', ...rest]: readonly string[]): void {
  console.log(`\n== ${name}`);
  const { status } = spawnSync(process.execPath, [inRepository(script), ...rest], {
    cwd: inRepository('.'),
    stdio: 'inherit',
  });
  if (status === 0) count.passed += 1;
  else count.failed += 1;
  console.log(status === 0 ? `${name}: passed` : `${name}: FAILED`);
}

/** Found once here, before any journey's clock runs; journeys read it from the environment. */
async function browser(): Promise<void> {
  console.log('\n== browser');
  try {
    process.env['CHROMIUM'] = await findBrowser();
    console.log(process.env['CHROMIUM']);
  } catch (error) {
    count.failed += 1;
    console.error(error instanceof Error ? error.message : error);
  }
}

/** Found or installed here for the same reason; without it the tests fail, and this says why in one line. */
function postgres(): void {
  console.log('\n== postgres');
  try {
    console.log(findPostgres());
  } catch (error) {
    count.failed += 1;
    console.error(error instanceof Error ? error.message : error);
  }
}

async function tests(): Promise<void> {
  console.log('\n== tests');
  const vitest = await startVitest([], {
    root: inRepository('.'),
    config: inRepository('vite.config.ts'),
    watch: false,
    reporters: [['default', { summary: false }], countTests(count)],
  });
  await vitest.close();
}
