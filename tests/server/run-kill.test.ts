import { expect, test } from 'vitest';
import { newDatabase } from '../support/database.ts';
import { killAgainAndAgain } from '../support/kills.ts';

test('a server that is killed three times loses nothing that it acknowledged and does nothing twice', async () => {
  const database = await newDatabase();
  const report = await killAgainAndAgain(database, 3, 50_000);
  expect(report).toMatchObject({ kills: 3, lost: 0, doubled: 0 });
  expect(report.repeated).toBeGreaterThan(0);
  expect(report.acknowledged).toBeGreaterThan(3);
  await database.remove();
}, 60_000);
