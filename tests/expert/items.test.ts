import { describe, expect, test } from 'vitest';
import type { Live } from '../../src/client/state.ts';
import { duties } from '../../src/domain/duty-facts.ts';
import { dutyItem } from '../../src/expert/sessions/checklist/adults.ts';
import { checklistItems } from '../../src/domain/checklist-items.ts';
import { dutiesFor } from '../../src/domain/duty-facts.ts';
import { sessionTypes } from '../../src/domain/terms.ts';
import { choicesFor, openChoices } from '../../src/expert/choices.ts';
import { factsOf } from '../../src/expert/sessions/checklist/facts.ts';
import { canTellHost } from '../../src/expert/sessions/checklist/host.ts';
import { itemsOf } from '../../src/expert/sessions/checklist/view.ts';
import { items } from '../../src/expert/sessions/items.ts';
import { fillableFor } from '../../src/staff/sessions/fillable.ts';
import { invitation, session } from '../support/rows.ts';

const nothing = { get: () => undefined, all: () => [], isPending: () => false } as unknown as Live;
const isChoice = ({ kind }: { kind: string }) => kind === 'choose' || kind === 'do';

test('there are forty items and no id stands for two', () => {
  expect(new Set(items.map(({ id }) => id)).size).toBe(40);
});

describe.each(sessionTypes)('%s', (type) => {
  const core = items.filter(({ sets, tier }) => sets.includes(type) && tier === 'core');

  test('home counts the same choices as the list has', () => {
    expect(core.filter(isChoice).map(({ id }) => id).sort()).toEqual([...choicesFor(type)].sort());
  });

  test('few things are for the young expert to choose', () => {
    expect(choicesFor(type).length).toBeLessThanOrEqual(6);
  });

  test('no more is shown at once than can be read at once', () => {
    expect(core.length).toBeLessThanOrEqual(14);
  });

  test.each(['room', 'remote', 'hybrid'] as const)('what home counts stands in the list of one that is held there: %s', (mode) => {
    const planned = session({ type, mode, travel: '', food: '' });
    const shown = itemsOf(planned).filter(({ tier }) => tier === 'core').filter(isChoice);
    expect(openChoices(nothing, planned, invitation())).toBe(shown.length);
  });

  test('what the adults have to tell, they are asked for when they plan, or the session says it', () => {
    const known = factsOf(session({ type, part: { number: 1, of: 3, theme: 'Tutustuminen' } }), 'what', undefined);
    expect(known).not.toEqual([]);
    const told = itemsOf(session({ type, mode: 'hybrid' })).filter(({ kind, tier, filledBy, id }) => kind === 'know' && tier === 'core' && filledBy === 'coordinator' && id !== 'contact');
    const withoutPlace = told.filter(({ id }) => !fillableFor(type).includes(id) && factsOf(session({ type }), id, undefined).length === 0);
    expect(withoutPlace.map(({ id }) => id)).toEqual([]);
  });
});

test('a talk between two has a short list and no host', () => {
  for (const type of ['pre_talk', 'after_talk'] as const) {
    expect(itemsOf(session({ type })).filter(({ tier }) => tier === 'core').length).toBeLessThanOrEqual(8);
    expect(items.filter((item) => canTellHost(session({ type }), item))).toEqual([]);
  }
});

test('only a boundary can be told to a host, and only where there is one', () => {
  for (const type of sessionTypes) {
    const can = items.filter((item) => canTellHost(session({ type }), item)).map(({ id }) => id);
    expect(can.includes('noask')).toBe(dutiesFor(session({ type })).includes('host_told'));
    expect(can).not.toContain('food');
    expect(can).not.toContain('k_known');
  }
});

test('a part of a series says which part it is, whatever else was told of the dates', () => {
  const part = session({ type: 'series_part', part: { number: 2, of: 3, theme: 'Kokemukset palveluista' }, filled: { c_dates: 'Kolme tiistaita' } });
  expect(factsOf(part, 'c_dates', undefined)).toHaveLength(2);
  expect(factsOf(part, 'c_dates', undefined)[1]).toBe('Kolme tiistaita');
});

test('the server knows each of them by name, and nothing else', () => {
  expect([...checklistItems].sort()).toEqual([...items.map(({ id }) => id), ...duties.map(dutyItem)].sort());
});
