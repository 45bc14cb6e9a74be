import { beforeAll, expect, it } from 'vitest';
import type { Device } from '../../src/domain/person.ts';
import { manyDevices } from '../../src/staff/people/view.ts';
import { unreadableWords } from '../../src/staff/unreadable.ts';
import { loadWords, setLanguage } from '../../src/ui/words.ts';
import { person } from '../support/rows.ts';
import { liveOf } from './live.ts';

const device = (who: string, id: string, added: string, state: Device['state'] = 'live'): Device => ({ kind: 'device', id, person: who, enc: 'A'.repeat(87), sig: 'A'.repeat(87), added, state });

beforeAll(async () => {
  await setLanguage('fi');
  await loadWords('staff');
});

it('a text from before somebody had any device is said to be that, and no device of theirs is blamed', () => {
  const live = liveOf(device('kaisa', 'k2', '2026-12-01T08:00:00.000Z'), device('kaisa', 'k1', '2026-11-20T08:00:00.000Z', 'left'));
  expect(unreadableWords(live, 'kaisa', '2026-11-14T08:00:00.000Z', 'Aino')).toMatch(/^Tämä on kirjoitettu ennen kuin tulit mukaan.*Aino voi antaa luvan lukea sen/);
  expect(unreadableWords(live, 'kaisa', '2026-11-25T08:00:00.000Z', 'Aino')).toMatch(/Kokeile laitteella/);
  expect(unreadableWords(live, 'kaisa', null, 'Aino')).toMatch(/Kokeile laitteella/);
});

it('that a text has an end of places is said before they are used up, and counted by the coordinators’ devices in use', () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => device('nea', `n${index}`, '2026-11-20T08:00:00.000Z'));
  const others = [person('nea', 'coordinator'), person('aino', 'expert'), device('nea', 'old', '2026-11-01T08:00:00.000Z', 'left'), device('aino', 'a1', '2026-11-20T08:00:00.000Z')];
  expect(manyDevices(liveOf(...others, ...many(32)))).toBeUndefined();
  expect(manyDevices(liveOf(...others, ...many(33)))).toEqual({ count: 33, most: 40 });
});
