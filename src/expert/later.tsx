import type { ComponentChild } from 'preact';
import { letClaimGo } from '../client/claim.ts';
import { announceSync } from './announce-sync.ts';
import type { Expert } from './context.ts';
import { StoreLost } from './StoreLost.tsx';
import { unlessFull } from './storage-full.ts';
import { lost } from './used-note.ts';
import { watchUse } from './watch-use.ts';

/** What a signed-in app does beside its screens. None of it draws the first picture, so it comes after it. Returns what stops it. */
export function startLater({ engine, settings }: Expert, tell: (words: ComponentChild) => void): () => void {
  const stops = [announceSync(engine), letClaimGo(engine.env, settings, engine.me.device, engine.sync.syncedAt)];
  let stopped = false;
  void unlessFull(() => watchUse(engine)).then((stop) => {
    if (stop === 'full') return;
    if (stopped) return stop();
    stops.push(stop);
    if (lost.value) tell(<StoreLost />);
  });
  return () => {
    stopped = true;
    for (const stop of stops) stop();
  };
}
