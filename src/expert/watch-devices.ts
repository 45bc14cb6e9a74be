import { effect } from '@preact/signals';
import { isWhole } from '../client/whole.ts';
import type { Expert } from './context.ts';

/** Looks at everybody's devices as they come, whatever is on the screen: so the first sight of a person is the first. Returns what stops it. */
export function watchDevices({ engine, trust }: Pick<Expert, 'engine' | 'trust'>): () => void {
  let seen = '';
  return effect(() => {
    const live = engine.live.value;
    const now = JSON.stringify([live.all('device').map(({ id, state }) => [id, state]), live.all('chain').map(({ entries }) => entries.length)]);
    if (!isWhole(engine) || now === seen) return;
    seen = now;
    // What did not work is done before anything is sealed.
    void trust().then((it) => it.look()).catch(() => undefined);
  });
}
