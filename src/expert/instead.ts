import { list, parse, string } from '../domain/schema.ts';
import type { Expert } from './context.ts';

// Somebody takes up a text that was set aside. It stays in the list until the new one is on its way: only then is the
// old one done with, and what waits behind it in its lane goes on.

type Engine = Expert['engine'];

/** Lies beside the draft and names the ops that it is to replace. */
export const insteadKey = (draft: string): string => `instead:${draft}`;

/** The set-aside ops that this draft replaces when it is sent; null where it was not taken up from the list. */
export function insteadOf(engine: Engine, draft: string): readonly string[] | null {
  const ids = parse(list(string()), engine.drafts.all.value.get(insteadKey(draft)));
  return ids.ok ? ids.value.filter((id) => engine.refused.value.some((op) => op.id === id)) : null;
}

/** Remembers that this draft was taken up from the list, and which ops it replaces. */
export function takeUp(engine: Engine, draft: string, ops: readonly string[]): Promise<void> {
  return engine.drafts.save(insteadKey(draft), [...new Set([...(insteadOf(engine, draft) ?? []), ...ops])]);
}

/** The new one is in the queue: what it replaces leaves the list. */
export async function replaceOld(engine: Engine, draft: string): Promise<void> {
  const ops = insteadOf(engine, draft);
  if (!ops) return;
  for (const id of ops) await engine.discard(id);
  await letGo(engine, draft);
  void engine.sync.now();
}

async function letGo(engine: Engine, draft: string): Promise<void> {
  if (engine.drafts.all.value.has(insteadKey(draft))) await engine.drafts.remove(insteadKey(draft));
}
