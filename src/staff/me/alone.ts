import type { Live } from '../../client/state.ts';
import type { TeamRole } from '../../domain/appointment.ts';

/**
 * The roles for which nobody could get in any more if this device signed out: no other device of one's own, and nobody
 * else with the role who is signed in anywhere. A contact person does not see the others, so theirs is said elsewhere.
 */
export function onlyHolderOf(live: Live, me: { by: string; device: string }): readonly TeamRole[] {
  const devices = live.all('device').filter(({ state }) => state === 'live');
  const isIn = (person: string) => devices.some((device) => device.person === person && device.id !== me.device);
  const mine = live.get('person', me.by)?.roles ?? [];
  if (isIn(me.by)) return [];
  return (['coordinator', 'fees'] as const).filter((role) => mine.includes(role) && !live.all('person').some(({ id, roles }) => id !== me.by && roles.includes(role) && isIn(id)));
}
