import { expect, test } from 'vitest';
import { firstChunk, oneChunk } from '../../src/tools/first-chunk.ts';

const IMPORTS: Record<string, string[]> = {
  'main.tsx': ['app.tsx', 'engine.ts'],
  'app.tsx': ['home.tsx', 'engine.ts'],
  'home.tsx': ['app.tsx'],
  'settings.tsx': ['engine.ts', 'pin.ts'],
};
const graph = { getModuleInfo: (id: string) => ({ importedIds: IMPORTS[id] ?? [] }) };
const name = firstChunk('main.tsx');

test('what the entry reaches without waiting is one chunk, and what later screens add is not in it', () => {
  expect(['app.tsx', 'home.tsx', 'engine.ts'].map((id) => name(id, graph))).toEqual(['first', 'first', 'first']);
  expect(['settings.tsx', 'pin.ts'].map((id) => name(id, graph))).toEqual([null, null]);
});

test('the entry stays out, so that no screen waits for it', () => {
  expect(name('main.tsx', graph)).toBeNull();
});

test('code that later code shares is one chunk with its entry, without what is not its own', () => {
  const settings = oneChunk('settings', ['settings.tsx'], (id) => id !== 'engine.ts');
  expect(['settings.tsx', 'pin.ts', 'engine.ts', 'home.tsx'].map((id) => settings(id, graph))).toEqual(['settings', 'settings', null, null]);
});
