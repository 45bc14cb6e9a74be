import { extendChain, keptEntries } from '../crypto/chain.ts';
import type { ChainEntry } from '../crypto/chain-entry.ts';
import type { Ground, Said } from './arrive.ts';
import type { Self } from './records.ts';
import type { Writing } from './store.ts';

/** What somebody's list of devices is with these entries, checked. They may only go on from what is pinned. */
export async function grownWith({ chain, entries }: Pick<Self, 'chain' | 'entries'>, came: readonly ChainEntry[]): Promise<Said['grown']> {
  const extended = await extendChain(chain, came);
  if (extended.kind === 'broken') return 'broken';
  if (extended.kind !== 'grown') return null;
  // Known entries and new ones, each once: they may overlap.
  const bodies = new Set(entries.map(({ body }) => body));
  return { chain: extended.chain, entries: keptEntries([...entries, ...came.filter(({ body }) => !bodies.has(body))]) };
}

export function withGrown({ thread, self }: Ground, who: string | null, grown: Exclude<Said['grown'], 'broken' | null>): Ground {
  if (who === null) return { thread, self: { ...self, ...grown } };
  return { self, thread: { ...thread, members: thread.members.map((member) => (member.chain.genesis === who ? { ...member, ...grown } : member)) } };
}

/**
 * Takes over what one's own chain has become (a device added or removed here). Every open thread tells the others of it
 * in what goes next; with a control `{ do: 'chain' }` that is now.
 */
export function growOwn(tx: Writing, chain: Self['chain'], entries: Self['entries']): void {
  const self = tx.get('self', '');
  if (self) tx.put('self', '', { ...self, chain, entries });
}
