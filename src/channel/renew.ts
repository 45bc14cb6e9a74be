import { beginChain, rotateDevice } from '../crypto/chain-write.ts';
import { beginningOf, extendChain, keptEntries } from '../crypto/chain.ts';
import { cardOfKeys, createStoredKeys, useKeys, withNewEnc } from '../crypto/stored-keys.ts';
import { addDays, dayOf, daysBetween } from '../domain/time.ts';
import type { Core, Me } from './core.ts';
import { KEEP_DAYS, ROTATE_DAYS } from './limits.ts';
import type { Self } from './records.ts';

/** A new device of a new person: keys, and a chain of one device. What another tab has made meanwhile counts. */
export async function makeSelf({ env, store }: Pick<Core, 'env' | 'store'>): Promise<Self> {
  const keys = await createStoredKeys();
  const usable = await useKeys(keys);
  if (!usable) throw new Error('new keys do not work');
  const today = dayOf(env.now());
  const card = await cardOfKeys(keys);
  const entry = await beginChain({ card, keys: usable }, today);
  const chain = await beginningOf(entry);
  if (!chain) throw new Error('a new chain is none');
  const self: Self = { id: card.id, keys, older: [], chain, entries: [entry], card: null, away: null, rotated: today };
  return store.change((tx) => {
    if (tx.isUnread('self', '')) throw new Error('what is kept of this device cannot be read');
    const there = tx.get('self', '');
    if (!there) tx.put('self', '', self);
    return there ?? self;
  });
}

/**
 * Forward secrecy, coarsely: takes another key for sealing once a month, and destroys the old ones when nothing sealed
 * to them can be on its way any more. Whoever gets the phone then cannot open what was recorded before.
 */
export async function renew({ env, store, me }: Pick<Core, 'env' | 'store' | 'me'>): Promise<void> {
  if (!store.get('self', '')) return;
  const mine = await me();
  const today = dayOf(env.now());
  const changes = await rotated(mine, today);
  const hasOld = mine.self.older.some(({ until }) => until < today);
  if (!changes && !hasOld) return;
  await store.change((tx) => {
    // Whatever happened meanwhile, this can wait for the next time.
    if (tx.get('self', '') !== mine.self) return;
    const next = { ...mine.self, ...changes };
    tx.put('self', '', { ...next, older: next.older.filter(({ until }) => until >= today) });
  });
}

async function rotated({ self, keys: [keys] }: Me, today: string): Promise<Partial<Self> | null> {
  if (!keys || daysBetween(self.rotated, today) < ROTATE_DAYS || !self.chain.live.some(({ id }) => id === self.id)) return null;
  const next = await withNewEnc(self.keys);
  const entry = await rotateDevice(self.chain, { card: await cardOfKeys(self.keys, self.id), keys }, next.enc.point, today);
  const extended = entry && (await extendChain(self.chain, [entry]));
  if (!entry || extended?.kind !== 'grown') return null;
  const older = [{ enc: self.keys.enc, until: addDays(today, KEEP_DAYS) }, ...self.older];
  return { keys: next, older, chain: extended.chain, entries: keptEntries([...self.entries, entry]), rotated: today };
}
