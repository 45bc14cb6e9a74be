import { expect, test } from 'vitest';
import { runToEnd } from '../../support/process.ts';

// In processes of their own: both cores, and the same histories whatever else runs. `npm run fault:model` looks much longer,
// with other seeds.
test.concurrent.each([['two tabs of one phone', 'one'], ['several phones and persons', 'all']])('the laws hold over 1,000 histories of %s', async (_name, phones) => {
  const { out, err } = await runToEnd('tests/client/model/main.ts', {}, [phones, '1000', '1', '300']);
  expect(`${out}${err}`).toBe('{"runs":1000}\n');
}, 300_000);
