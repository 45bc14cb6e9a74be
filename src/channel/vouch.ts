import { checkVouch, readVouch, vouchSchema } from '../crypto/card.ts';
import type { Vouch } from '../crypto/card.ts';
import { parse } from '../domain/schema.ts';
import { dayOf } from '../domain/time.ts';
import type { Core } from './core.ts';
import type { Reading } from './store.ts';
import type { Vouching } from './types.ts';

// A contact person's own vouch: what the organisation outside the project has signed. It comes as text, is kept here, and
// goes with each code that this contact person shows.

/** What goes with a code. Past its last day nothing does: to whoever types the code it would be a forgery. */
export function ownVouch(read: Reading, today: string): Vouch | null {
  const vouch = keptVouch(read);
  return vouch && (readVouch(vouch)?.until ?? '') >= today ? vouch : null;
}

function keptVouch(read: Reading): Vouch | null {
  const vouch = parse(vouchSchema(), read.get('other', 'vouch'));
  return vouch.ok ? vouch.value : null;
}

/** What the organisation has to sign: whose list of devices it is, and what they say of themselves. Text, JSON. */
export async function vouchRequest(core: Pick<Core, 'me'>): Promise<string> {
  const { self: { card, chain } } = await core.me();
  return JSON.stringify({ card, genesis: chain.genesis });
}

/** Keeps a vouch. False, with nothing kept, where it is not one for this person by the app's own root key. */
export async function takeVouch({ me, env, store, root }: Core, text: string): Promise<boolean> {
  let vouch: unknown;
  try {
    vouch = JSON.parse(text);
  } catch {
    return false;
  }
  const { self } = await me();
  const read = parse(vouchSchema(), vouch);
  if (!read.ok || !(await checkVouch(read.value, { root, genesis: self.chain.genesis, today: dayOf(env.now()) }))) return false;
  await store.change((tx) => tx.put('other', 'vouch', read.value));
  return true;
}

/** See ChannelEngine.vouching. What is kept was checked when it came. */
export function vouching({ store, root, env }: Pick<Core, 'store' | 'root' | 'env'>): Vouching {
  if (root === null) return { kind: 'nobody' };
  const [self, vouch] = [store.get('self', ''), keptVouch(store)];
  const vouched = vouch && readVouch(vouch);
  if (!self?.card || !vouched) return { kind: 'missing' };
  const { card, genesis, until } = vouched;
  const isSame = card.name === self.card.name && card.organisation === self.card.organisation && card.phone === self.card.phone;
  return isSame && genesis === self.chain.genesis && until >= dayOf(env.now()) ? { kind: 'kept', until } : { kind: 'outdated' };
}
