import { expect, test } from 'vitest';
import { onceMore } from '../../src/client/once-more.ts';

test('a call at any moment after the work began has it run again', async () => {
  for (let moment = 0; moment < 12; moment += 1) {
    let [begun, ended] = [0, 0];
    const work = onceMore(async () => {
      begun += 1;
      await Promise.resolve();
      ended += 1;
    });
    const first = work();
    for (let turn = 0; turn < moment; turn += 1) await Promise.resolve();
    const before = begun;
    await work();
    await first;
    expect([begun > before, ended], `after ${moment} turns`).toEqual([true, begun]);
  }
});

test('what throws reaches every caller, and the next call tries again', async () => {
  let count = 0;
  const work = onceMore(async () => {
    count += 1;
    await Promise.resolve();
    if (count === 1) throw new Error('the first time');
  });
  expect(await Promise.allSettled([work(), work()])).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
  await work();
  expect(count).toBe(2);
});
