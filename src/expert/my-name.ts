import { effect } from '@preact/signals';
import type { Expert } from './context.ts';
import { nameKey } from './draft-keys.ts';

/** Sends it. The rule changes the person's own row, which a new device has only after its first exchange: whenever that is. Returns what stops it. */
export function takeName(engine: Expert['engine']): () => void {
  const stop = effect(() => {
    const name = engine.drafts.all.value.get(nameKey);
    if (typeof name !== 'string' || !engine.live.value.get('person', engine.me.by)) return;
    queueMicrotask(() => stop());
    void engine.commit('person/name', { name }, { clearDraft: { key: nameKey, value: name } });
  });
  return stop;
}
