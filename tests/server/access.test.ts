import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role, Rules } from '../../src/domain/op.ts';
import { expertRules } from '../../src/protocol/expert.ts';
import { staffRules } from '../../src/protocol/staff.ts';
import { access, rulesFor } from '../../src/server/access.ts';
import { createWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const roles: readonly Role[] = ['expert', 'coordinator', 'contact', 'fees'];

describe('the access table', () => {
  it('has a line for every operation and no line for anything else', () => {
    const ops = new Set([...Object.keys(expertRules), ...Object.keys(staffRules)]);
    expect(Object.keys(access).sort()).toEqual([...ops].sort());
  });

  it('names only roles whose app has the operation', () => {
    for (const [name, allowed] of Object.entries(access)) {
      expect(allowed.length, name).toBeGreaterThan(0);
      for (const role of allowed) expect(Object.hasOwn(role === 'expert' ? expertRules : staffRules, name), `${role} ${name}`).toBe(true);
    }
  });

  it('knows one rule for each name, whichever app calls it', () => {
    const staff: Rules = staffRules;
    for (const [name, rule] of Object.entries(expertRules)) if (Object.hasOwn(staff, name)) expect(staff[name], name).toBe(rule);
  });

  it('gives nothing to somebody without a role', () => {
    expect(rulesFor([])).toEqual({});
  });
});

describe('an operation of another role', () => {
  const forbidden = Object.entries(access).flatMap(([name, allowed]) => roles.filter((role) => !allowed.includes(role)).map((role) => ({ name, role })));

  it.each(forbidden)('$name is unknown to $role', async ({ name, role }) => {
    expect(await world[role].does(name, {})).toBe('unknown-op');
  });

  const allowed = Object.entries(access).flatMap(([name, those]) => those.map((role) => ({ name, role })));

  it.each(allowed)('$name is known to $role', async ({ name, role }) => {
    expect(await world[role].does(name, { nothing: 'fits' })).toBe('malformed');
  });
});
