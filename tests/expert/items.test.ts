import { expect, test } from 'vitest';
import { sessionTypes } from '../../src/domain/terms.ts';
import { choicesFor } from '../../src/expert/choices.ts';
import { items } from '../../src/expert/sessions/items.ts';

test('there are forty items and no id stands for two', () => {
  expect(new Set(items.map(({ id }) => id)).size).toBe(40);
});

test.each(sessionTypes)('home counts the same choices as the list has (%s)', (type) => {
  const core = items.filter(({ sets, kind, tier }) => sets.includes(type) && tier === 'core' && (kind === 'choose' || kind === 'do'));
  expect(core.map(({ id }) => id).sort()).toEqual([...choicesFor(type)].sort());
});

test.each(sessionTypes)('few things are for the young expert to choose (%s)', (type) => {
  expect(choicesFor(type).length).toBeLessThanOrEqual(6);
});
