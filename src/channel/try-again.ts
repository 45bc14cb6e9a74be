import { fromBase64url } from '../crypto/base64url.ts';
import { prepare } from './arrive.ts';
import type { Arrival, Ground } from './arrive.ts';
import type { OwnCore } from './create-core.ts';
import { DAY, RAW_DAYS } from './limits.ts';
import type { RawRecord } from './records.ts';
import type { Writing } from './store.ts';
import { takeSaid } from './take.ts';

/** What could not be opened is tried again: a device may have become known since, or this version be a newer one. */
export async function tryAgain({ env, store, me, seldom }: OwnCore): Promise<void> {
  // What is signed by nobody on any list after so long was made up: it takes no more room. A newer form may be read yet.
  const before = new Date(Date.parse(env.now()) - RAW_DAYS * DAY).toISOString();
  const isOld = ({ why, at }: RawRecord): boolean => why === 'altered' && at < before;
  if (store.all('raw').some(isOld)) {
    await store.change((tx) => tx.all('raw').filter(isOld).forEach(({ thread, place }) => tx.remove('raw', `${thread}/${place}`)));
  }
  const { self, keys } = await me();
  for (const thread of store.all('thread')) {
    for (const { sealed, place } of store.all('raw', `${thread.id}/`)) {
      const bytes = fromBase64url(sealed);
      if (!bytes) continue;
      const ground = { thread: store.get('thread', thread.id) ?? thread, self: store.get('self', '') ?? self };
      const [prepared] = (await prepare(store, ground, keys, seldom, [{ bytes }])) ?? [];
      const arrival = prepared?.arrival;
      if (arrival?.kind === 'said') await store.change((tx) => takeRaw(tx, ground, `${thread.id}/${place}`, arrival, env.now()));
    }
  }
}

/** What could not be opened was tried again: what can be now is taken in, at whatever place it had. */
function takeRaw(tx: Writing, ground: Ground, key: string, arrival: Arrival, now: string): void {
  const thread = tx.get('thread', ground.thread.id);
  const isStale = thread?.members !== ground.thread.members || tx.get('self', '')?.chain !== ground.self.chain;
  if (isStale || thread.state === 'changed' || arrival.kind !== 'said' || !tx.get('raw', key)) return;
  tx.remove('raw', key);
  takeSaid(tx, ground.thread.id, arrival, now);
}
