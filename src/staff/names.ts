import type { Live } from '../client/state.ts';
import type { Role } from '../domain/op.ts';
import { t } from '../ui/words.ts';

/** A person's name as they gave it; a neutral word while the row is not here. */
export const nameOf = (live: Live, person: string): string => live.get('person', person)?.name || t('staff:somebody');

/** The coordinator whom young people's phones name: the first one. */
export const coordinatorName = (live: Live): string => live.all('person').find((person) => person.roles.includes('coordinator'))?.name || t('staff:role.coordinator');

export const roleLabels: Readonly<Record<Role, string>> = {
  expert: 'staff:role.expert',
  coordinator: 'staff:role.coordinator',
  contact: 'staff:role.contact',
  fees: 'staff:role.fees',
};
