import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { precacheList } from '../../src/tools/precache.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rasti-'));
  mkdirSync(join(folder, 'assets'));
  const files = ['index.html', 'index.html.br', 'sw.js', 'robots.txt', 'assets/home-x.js', 'assets/words-sv-home-x.js'];
  for (const file of files) writeFileSync(join(folder, file), file);
});

afterEach(() => rmSync(folder, { recursive: true }));

test('the list has the page under its own address, and neither the worker nor packed copies', () => {
  expect(precacheList(folder).map(({ url }) => url)).toEqual(['/assets/home-x.js', '/assets/words-sv-home-x.js', '/']);
});

test('words carry their language and nothing else does', () => {
  expect(precacheList(folder).map(({ language }) => language)).toEqual([undefined, 'sv', undefined]);
});

test('the hash follows the bytes', () => {
  const before = precacheList(folder);
  writeFileSync(join(folder, 'index.html'), 'new');
  const after = precacheList(folder);
  expect(after.map(({ hash }, index) => hash === before[index]?.hash)).toEqual([true, true, false]);
});
