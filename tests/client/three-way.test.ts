import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedIn, clashesIn, keepMine, newsIn, nothingTyped, shown, takeTheirs, typeInto } from '../../src/client/three-way.ts';
import type { Fields, Typed } from '../../src/client/three-way.ts';

const names = ['title', 'place', 'day'] as const;
const value = fc.constantFrom('', 'a', 'b', 'c');
const anyFields: fc.Arbitrary<Fields> = fc.record({ title: value, place: value, day: value });
const anyChange: fc.Arbitrary<Fields> = fc.record({ title: value, place: value, day: value }, { requiredKeys: [] });

/** Somebody types over what stands, and a colleague changes it meanwhile, turn by turn. */
const anyHistory = fc.array(fc.oneof(fc.record({ who: fc.constant('me' as const), change: anyChange }), fc.record({ who: fc.constant('them' as const), change: anyChange })), { maxLength: 8 });

function played(begin: Fields, history: readonly { who: 'me' | 'them'; change: Fields }[]) {
  let [stands, typed]: [Fields, Typed] = [begin, nothingTyped];
  const typedInto = new Set<string>();
  for (const { who, change } of history) {
    if (who === 'them') stands = { ...stands, ...change };
    else {
      typed = typeInto(typed, stands, change);
      for (const name of Object.keys(change)) typedInto.add(name);
    }
  }
  return { stands, typed, typedInto };
}

/** What a save leaves behind, where a person chose as `choose` says wherever there is something to choose. */
function saved(typed: Typed, stands: Fields, choose: 'mine' | 'theirs'): Fields {
  const settled = clashesIn(typed, stands).reduce((now, name) => (choose === 'mine' ? keepMine(now, stands, name) : takeTheirs(now, stands, name)), typed);
  expect(clashesIn(settled, stands)).toEqual([]);
  return { ...stands, ...Object.fromEntries(changedIn(settled, stands).map((name) => [name, settled.mine[name]])) };
}

describe('a form over a thing that others change meanwhile', () => {
  it('never brings back what a colleague has changed in a field that nobody typed in', () => {
    fc.assert(fc.property(anyFields, anyHistory, fc.constantFrom('mine' as const, 'theirs' as const), (begin, history, choose) => {
      const { stands, typed, typedInto } = played(begin, history);
      const after = saved(typed, stands, choose);
      for (const name of names) if (!typedInto.has(name)) expect(after[name]).toBe(stands[name]);
    }));
  });

  it('asks a person wherever both were at one field, and leaves theirs until somebody chooses', () => {
    fc.assert(fc.property(anyFields, anyHistory, (begin, history) => {
      const { stands, typed } = played(begin, history);
      const theirs = saved(typed, stands, 'theirs');
      for (const name of clashesIn(typed, stands)) expect(theirs[name]).toBe(stands[name]);
    }));
  });

  it('loses nothing that was typed: it is on the screen, and is saved where somebody says so', () => {
    fc.assert(fc.property(anyFields, anyHistory, (begin, history) => {
      const { stands, typed } = played(begin, history);
      const after = saved(typed, stands, 'mine');
      expect(after).toEqual({ ...shown(typed, stands) });
    }));
  });

  it('of which nothing was typed is what stands, and changes nothing', () => {
    fc.assert(fc.property(anyFields, (stands) => {
      expect([shown(nothingTyped, stands), clashesIn(nothingTyped, stands), newsIn(nothingTyped, stands), changedIn(nothingTyped, stands)]).toEqual([stands, [], [], []]);
    }));
  });

  it('tells what was changed beside what is typed, and forgets a letter that was typed and taken back', () => {
    const stands = { title: 'Työryhmä', place: 'Tampere', day: '2026-12-01' };
    const typed = typeInto(nothingTyped, stands, { title: 'Työryhmä!' });
    const moved = { ...stands, place: 'Turku', day: '2026-12-02' };
    expect([newsIn(typed, moved), clashesIn(typed, moved), shown(typed, moved)]).toEqual([['place', 'day'], [], { ...moved, title: 'Työryhmä!' }]);
    expect(typeInto(typed, stands, { title: 'Työryhmä' })).toEqual({ base: stands, mine: {} });
    expect(clashesIn(typed, { ...moved, title: 'Työpaja' })).toEqual(['title']);
    // Both wrote the same: there is nothing to choose.
    expect(clashesIn(typed, { ...moved, title: 'Työryhmä!' })).toEqual([]);
  });
});
