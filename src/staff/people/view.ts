import type { Live } from '../../client/state.ts';
import type { Role } from '../../domain/op.ts';
import type { Person } from '../../domain/person.ts';
import { compareWords } from '../../ui/collate.ts';

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
