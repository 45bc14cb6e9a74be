import { rmSync } from 'node:fs';
import { build } from 'vite';
import { budgetTable, measure, overBudget } from './budget.ts';
import { compressFolder } from './compress.ts';
import { inRepository } from './paths.ts';

// A test runner that starts this sets NODE_ENV=test, which would build the app for development.
process.env['NODE_ENV'] = 'production';

rmSync(inRepository('dist'), { recursive: true, force: true });

// The worker comes after the app whose files it lists.
for (const mode of ['expert', 'staff', 'ride', 'worker']) {
  await build({ configFile: inRepository('vite.config.ts'), mode, logLevel: 'warn' });
}
for (const app of ['expert', 'staff', 'ride']) compressFolder(inRepository(`dist/${app}`));

const parts = measure();
console.log(budgetTable(parts));
if (overBudget(parts).length > 0) {
  console.error('The build is over its budget.');
  process.exitCode = 1;
}
