import { beforeAll, describe, expect, test } from 'vitest';
import { budgetTable, CHANNEL_LIMIT, FIRST_LOAD_LIMIT, LANGUAGES, measure, overBudget, readReport } from '../../src/tools/budget.ts';
import { ensureBuilt } from '../../src/tools/ensure-built.ts';
import { firstLoad } from '../../src/tools/first-load.ts';
import type { ChunkReport } from '../../src/tools/modules-report.ts';

const NEVER = [
  /^src\/(?:staff|server|tools)\//,
  /^src\/protocol\/staff\b/,
  /^locales\/[a-z]+\/(?:staff|contact|plan|duties)\.json$/,
  /^tests\//,
];
const ALLOWED = [
  /^\0/,
  /^index\.html$/,
  /^src\/(?:domain|protocol|crypto|channel|client|ui|expert)\//,
  /^locales\/(?:fi|sv|en)\/[a-z-]+\.json$/,
  /^node_modules\/(?:preact|@preact\/signals|@preact\/signals-core|i18next|idb|valibot|hpke|@noble\/ciphers|@noble\/hashes|workbox-window|workbox-core|ical-generator|hyphen)\//,
];

describe('the built app of a young expert', () => {
  let chunks: ChunkReport[] = [];

  beforeAll(() => {
    ensureBuilt();
    chunks = readReport();
  }, 240_000);

  const modules = (): string[] => chunks.flatMap((chunk) => chunk.modules);

  test('has its own code in it', () => {
    expect(modules()).toContain('src/expert/main.tsx');
  });

  test('carries no module of the staff app, the server or the tools', () => {
    expect(modules().filter((path) => NEVER.some((rule) => rule.test(path)))).toEqual([]);
  });

  test('carries nothing from outside the allowed set', () => {
    expect(modules().filter((path) => !ALLOWED.some((rule) => rule.test(path)))).toEqual([]);
  });

  test.each(LANGUAGES)('loads no sealing, no worker code and no calendar files before the first screen (%s)', (language) => {
    const early = firstLoad(chunks, language);
    const late = chunks.filter((chunk) =>
      chunk.modules.some((path) => /node_modules\/(?:hpke|@noble|workbox-window|ical-generator)\//.test(path)),
    );
    expect(late.length).toBeGreaterThan(0);
    expect(late.filter((chunk) => early.includes(chunk.file))).toEqual([]);
  });

  // Everything is packed as tightly as it goes, which takes a busy machine a while.
  test('is within its budget', { timeout: 240_000 }, () => {
    const parts = measure();
    const first = parts.find((part) => part.name === 'FIRST LOAD');
    expect(first?.limit).toBe(FIRST_LOAD_LIMIT);
    expect(FIRST_LOAD_LIMIT).toBeLessThanOrEqual(39_300);
    expect(CHANNEL_LIMIT).toBeLessThanOrEqual(13_000);
    expect(overBudget(parts), budgetTable(parts)).toEqual([]);
  });
});

test('the page of a ride has words of its own and those that every page has, and no others', () => {
  ensureBuilt();
  const words = readReport('ride').flatMap((chunk) => chunk.modules).filter((path) => path.startsWith('locales/'));
  expect(new Set(words.map((path) => path.split('/')[2]))).toEqual(new Set(['ride.json', 'common.json', 'home.json']));
});
