import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkPlaces, searchPlanted } from './planted.ts';
import { createTemplate } from './template.ts';
import type { Template } from './template.ts';

// Those that are caught soon; `npm run fault:model planted` plants all of them.
const soon = [
  'drops what it has sent before the reply is stored', 'uses the id of an op again', 'the server applies before it records',
  'the server forgets what it has applied', 'does not hold what stands behind a refusal', 'moves the cursor before the rows are stored',
  'leaves an op that failed alone to itself', 'the server shows one person the rows of another',
];

let template: Template;
beforeAll(async () => {
  template = await createTemplate();
});
afterAll(() => template.remove());

test.each(soon)('a planted bug is caught within 100 histories: %s', async (name) => {
  const { broken } = await searchPlanted(name, template, { runs: 100, seed: 1 });
  expect(broken).toBeDefined();
}, 60_000);

test('every place where a bug is planted is still there', () => {
  expect(checkPlaces).not.toThrow();
});
