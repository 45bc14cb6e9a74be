import type { Live } from '../../client/state.ts';
import type { Role } from '../../domain/op.ts';
import type { Person } from '../../domain/person.ts';
import { compareWords } from '../../ui/collate.ts';
import { DEVICES_MOST } from '../../protocol/sealed.ts';

const order: readonly Role[] = ['expert', 'coordinator', 'contact', 'fees'];

export interface RoleGroup {
  /** Null for those whose role does not hold yet. */
  readonly role: Role | null;
  readonly persons: readonly Person[];
}

/** Everybody by role, by name; somebody with two roles stands in both. */
export function peopleByRole(live: Live): readonly RoleGroup[] {
  const all = [...live.all('person')].sort((a, b) => compareWords(a.name, b.name));
  const unsettled = all.filter((person) => person.roles.length === 0);
  const groups = order.map((role) => ({ role, persons: all.filter((person) => person.roles.includes(role)) })).filter((group) => group.persons.length > 0);
  return unsettled.length > 0 ? [...groups, { role: null, persons: unsettled }] : groups;
}

/** Has this person opened Rasti on some device? */
export const hasOpened = (live: Live, person: string): boolean => live.all('device').some((device) => device.person === person && device.state === 'live');

/** So many places are left when it is said that there is an end to them. */
const soon = 8;

/** How many devices the coordinators have in use, all together, and how many one text has places for; undefined while that is far off. */
export function manyDevices(live: Live): { readonly count: number; readonly most: number } | undefined {
  const coordinators = new Set(live.all('person').filter(({ roles }) => roles.includes('coordinator')).map(({ id }) => id));
  const count = live.all('device').filter(({ person, state }) => state === 'live' && coordinators.has(person)).length;
  return count > DEVICES_MOST - soon ? { count, most: DEVICES_MOST } : undefined;
}
