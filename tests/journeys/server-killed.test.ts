import { expect, it } from 'vitest';
import { killMidBatch } from '../support/mid-batch.ts';

it('a server that is killed with a batch of the app before it loses and doubles nothing, and the app sends again by itself', async () => {
  const { kills, acknowledged, unanswered, ...rest } = await killMidBatch(3);
  expect(kills).toBe(3);
  expect(acknowledged).toBeGreaterThanOrEqual(30);
  expect(unanswered).toBeGreaterThanOrEqual(1);
  expect(rest).toEqual({ lost: 0, doubled: 0, early: 0, troubles: [] });
});
