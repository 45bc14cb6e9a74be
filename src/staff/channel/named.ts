import { list, parse, string } from '../../domain/schema.ts';
import type { StaffEngine } from '../context.ts';

// Whom one has named as deputy, by conversation. The channel forgets it when the young person says no; that they have said
// it is what whoever asked waits for. Kept among the drafts: on this device alone.

const keyOf = (thread: string): string => `named-deputies:${thread}`;

/** The colleagues, by genesis, who were named here in this conversation. */
export function namedIn(drafts: ReadonlyMap<string, unknown>, thread: string): readonly string[] {
  const kept = parse(list(string()), drafts.get(keyOf(thread)));
  return kept.ok ? kept.value : [];
}

export function rememberNamed({ drafts }: StaffEngine, thread: string, genesis: string): Promise<void> {
  const before = namedIn(drafts.all.value, thread).filter((one) => one !== genesis);
  return drafts.save(keyOf(thread), [...before, genesis]);
}
