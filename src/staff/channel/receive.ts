import { effect } from '@preact/signals';
import type { StaffEngine } from '../context.ts';

/** Tells each sender that their message is on this device, whichever screen is open. Returns what stops it. */
export function receiveMessages(engine: StaffEngine): () => void {
  const told = new Set<string>();
  return effect(() => {
    for (const message of engine.live.value.all('message')) {
      if (message.from === engine.me.by || message.received !== null || told.has(message.id)) continue;
      told.add(message.id);
      engine.commit('message/receive', { message: message.id }).catch(() => told.delete(message.id));
    }
  });
}
