import type { LockTime } from '../../client/settings.ts';
import type { Expert } from '../context.ts';
import type { Tried } from '../../client/locking.ts';
import { unlessFull } from '../storage-full.ts';
import { wipeTraces } from '../../client/browser-wipe.ts';
import { loadChunk } from '../../client/browser-chunk.ts';

// The cryptography comes when it is first needed. Where it is not here yet and there is no network: `missing`.
const late = () => loadChunk(() => import('../locking.ts')).catch(() => undefined);

export type SetPin = 'set' | 'full' | 'missing';
export type Asked = Tried<null> | { readonly kind: 'missing' };

/** What was open in this page is no more: it begins anew, with the lock or without. */
export const beginAnew = (): void => location.replace('/s/l');

/** `waits` is called where another tab has to be closed first. */
export async function setPin({ engine, settings }: Expert, pin: string, waits: () => void): Promise<SetPin> {
  const there = await late();
  if (!there) return 'missing';
  if ((await unlessFull(() => there.setPin({ env: engine.env, settings }, engine, pin, waits))) === 'full') return 'full';
  await wipeTraces();
  return 'set';
}

export const changePin = async ({ engine, settings }: Expert, pin: string, next: string): Promise<Asked> =>
  (await late())?.changePin({ env: engine.env, settings }, pin, next) ?? { kind: 'missing' };

const note = 'pin-off';

export async function takeOffPin({ engine, settings }: Expert, pin: string, waits: () => void): Promise<Asked> {
  const done = (await (await late())?.takeOffPin({ env: engine.env, settings }, engine, pin, waits)) ?? { kind: 'missing' as const };
  if (done.kind === 'right') sessionStorage.setItem(note, '1');
  return done;
}

/** Whether a PIN was taken off in the page before this one, which the new page says. True once. */
export function takeOffNote(): boolean {
  const isThere = sessionStorage.getItem(note) !== null;
  sessionStorage.removeItem(note);
  return isThere;
}

export const chooseLockTime = async ({ settings }: Expert, after: LockTime): Promise<void> => void (await unlessFull(async () => settings.unlocked?.setAfter(after)));
