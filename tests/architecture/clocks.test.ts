import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { filesIn } from './source.ts';

// A server in a process of its own goes by the real clock: what these tests plan on it for a fixed day is refused once that
// day has come, and every test of it turns red one afternoon.
test('what is planned on a server with the real clock is planned ahead of it, whenever the tests run', () => {
  const real = filesIn('tests', /\.tsx?$/).filter((path) => /\bstart(?:Process|Server|OwnDemo)\(/.test(readFileSync(path, 'utf8')));
  expect(real.length).toBeGreaterThan(8);
  expect(real.filter((path) => /\bsessionArgs\(/.test(readFileSync(path, 'utf8')))).toEqual([]);
});
