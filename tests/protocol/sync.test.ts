import { expect, test } from 'vitest';
import { parse } from '../../src/domain/schema.ts';
import * as scopes from '../../src/domain/scope.ts';
import { beginsAnew, cursorSchema } from '../../src/protocol/sync.ts';
import type { Cursor } from '../../src/protocol/sync.ts';

test.each<[string, Cursor, Cursor, boolean]>([
  ['another epoch', { 'team:p': 4, epoch: 2 }, { epoch: 3 }, true],
  ['an epoch before it', { 'team:p': 4, epoch: 3 }, { epoch: 2 }, true],
  ['the epoch 0 after another one: an old copy was put back', { 'team:p': 4, epoch: 3 }, { epoch: 0 }, true],
  ['an epoch, asked by a device that knew none', { 'team:p': 4 }, { epoch: 3 }, true],
  ['the same epoch', { 'team:p': 4, epoch: 3 }, { 'team:p': 9, epoch: 3 }, false],
  ['the epoch 0, asked by a device that knew none', { 'team:p': 4 }, { epoch: 0 }, false],
  ['an epoch, asked by a device that has nothing', {}, { epoch: 3 }, false],
  ['none: an older server', { 'team:p': 4, epoch: 3 }, { 'team:p': 5 }, false],
])('does a reply begin anew? %s', (_name, asked, given, expected) => {
  expect(beginsAnew(asked, given)).toBe(expected);
});

test('no scope is called as the epoch is, and a cursor takes both', () => {
  const names = Object.values(scopes).map((scope) => scope('epoch'));
  expect(names).not.toContain('epoch');
  expect(parse(cursorSchema, Object.fromEntries([...names, 'epoch'].map((name) => [name, 1]))).ok).toBe(true);
});

test.each([[[]], [[1]], [null], ['{}']])('a cursor is no list and no word: %j', (value) => {
  expect(parse(cursorSchema, value).ok).toBe(false);
});
