import { expect, test } from 'vitest';
import { budgetTable, overBudget } from '../../src/tools/budget.ts';
import { channelWhenOpened, firstLoad } from '../../src/tools/first-load.ts';
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

const CHANNEL = [
  chunk('channel.js', { modules: ['src/channel/engine.ts'], imports: ['keys.js', 'between.js'], dynamicImports: ['seldom.js'] }),
  chunk('between.js', { modules: ['src/ui/words.ts'], imports: ['mailbox.js'] }),
  chunk('keys.js', { modules: ['src/crypto/keys.ts'] }),
  chunk('mailbox.js', { modules: ['src/protocol/mailbox.ts', 'src/domain/time.ts'] }),
  chunk('seldom.js', { modules: ['src/crypto/chain.ts'] }),
];

test('the private channel is its engine and all of its own that comes with it, in whatever chunk', () => {
  expect(channelWhenOpened(CHANNEL)).toEqual(['channel.js', 'mailbox.js']);
  expect(() => channelWhenOpened(CHUNKS)).toThrow('engine');
});

test('a part at its limit fits, and one byte more does not', () => {
  const parts = [
    { name: 'at', bytes: 10, limit: 10 },
    { name: 'over', bytes: 11, limit: 10 },
  ];
  expect(overBudget(parts).map(({ name }) => name)).toEqual(['over']);
  expect(budgetTable(parts)).toContain('OVER by 1');
});
