import type { StaffEngine } from '../context.ts';

/** Says to the young person that it was read: only once it has really been opened. */
export async function markSeen(engine: StaffEngine, id: string): Promise<void> {
  if (engine.live.value.get('reflection', id)?.state === 'sent') await engine.commit('reflection/see', { id });
}
