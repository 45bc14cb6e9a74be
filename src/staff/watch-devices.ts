import { effect } from '@preact/signals';
import { loadChunk } from '../client/browser-chunk.ts';
import { continueChain } from '../client/login.ts';
import { isWhole } from '../client/whole.ts';
import { dayOf } from '../domain/time.ts';
import type { Staff, StaffEngine } from './context.ts';

/**
 * Looks at everybody's devices as they come, so that the first sight of a person is the first, and takes those of one's own
 * that have left off one's signed list. Returns what stops it.
 */
export function watchDevices(engine: StaffEngine, account: Staff['account']): () => void {
  let seen = '';
  return effect(() => {
    const live = engine.live.value;
    const now = JSON.stringify([live.all('device').map(({ id, state }) => [id, state]), live.all('chain').map(({ entries }) => entries.length)]);
    if (!isWhole(engine) || now === seen) return;
    seen = now;
    // What did not work is done at the next change, or the next start.
    void look(engine, account).catch(() => undefined);
  });
}

async function look(engine: StaffEngine, account: Staff['account']): Promise<void> {
  const { keys, trust } = await account();
  await trust.look();
  const live = engine.live.value;
  const mine = live.all('chain').filter(({ person }) => person === engine.me.by);
  const left = live.all('device').filter(({ person, state }) => person === engine.me.by && state === 'left');
  if (mine.length === 0 || left.length === 0) return;
  const { delistDevices, ownList } = await loadChunk(() => import('../crypto/trust/own-list.ts'));
  const own = await ownList(mine.map(({ entries }) => entries), { keys });
  const next = own && (await delistDevices(own, { keys }, left, dayOf(engine.env.now())));
  if (next) await continueChain(engine.env, engine.me, { ...next, entries: [...next.entries] });
}
