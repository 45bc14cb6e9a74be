import { expect, test } from 'vitest';
import { budgetTable, overBudget } from '../../src/tools/budget.ts';
import { firstLoad } from '../../src/tools/first-load.ts';
import type { ChunkReport } from '../../src/tools/modules-report.ts';

const chunk = (file: string, more: Partial<ChunkReport> = {}): ChunkReport => ({
  file,
  isEntry: false,
  facade: null,
  imports: [],
  dynamicImports: [],
  css: [],
  modules: [],
  ...more,
});

const CHUNKS = [
  chunk('entry.js', {
    isEntry: true,
    imports: ['vendor.js'],
    css: ['entry.css'],
    dynamicImports: ['home.js', 'later.js'],
  }),
  chunk('vendor.js', { imports: ['entry.js'] }),
  chunk('home.js', { modules: ['home.tsx'], imports: ['shared.js'] }),
  chunk('shared.js'),
  chunk('later.js', { modules: ['later.tsx'] }),
  chunk('words-sv.js', { modules: ['words/sv.json'] }),
];

test('the first load is the entry, all that it imports, and what home asks for', () => {
  expect(firstLoad(CHUNKS, 'sv', ['home.tsx', 'words/*.json'])).toEqual([
    'entry.css',
    'entry.js',
    'home.js',
    'shared.js',
    'vendor.js',
    'words-sv.js',
  ]);
});

test('a module that no chunk holds is stale', () => {
  expect(() => firstLoad(CHUNKS, 'fi', ['words/*.json'])).toThrow('words/fi.json');
});

test('a part at its limit fits, and one byte more does not', () => {
  const parts = [
    { name: 'at', bytes: 10, limit: 10 },
    { name: 'over', bytes: 11, limit: 10 },
  ];
  expect(overBudget(parts).map(({ name }) => name)).toEqual(['over']);
  expect(budgetTable(parts)).toContain('OVER by 1');
});
