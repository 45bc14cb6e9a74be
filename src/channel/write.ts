import { cleanText } from '../crypto/clean.ts';
import { ok, refuse } from '../domain/result.ts';
import type { Result } from '../domain/result.ts';
import type { OwnCore } from './create-core.ts';
import { ABOUT_MAX, TEXT_MAX } from './limits.ts';
import { putOut, putOwn, tell } from './lines.ts';
import { newId } from './pack.ts';
import { splitBody } from './payload.ts';
import { recipientsOf } from './people.ts';
import type { ChannelEngine, SendProblem } from './types.ts';

/** What somebody does on a thread with messages. `tried`, `caughtUp`: see Exchanging. */
export function createWrite({ env, store, me, seldom }: Pick<OwnCore, 'env' | 'store' | 'me' | 'seldom'>, tried: ReadonlySet<string>, hurry: () => void, caughtUp: (thread: string) => Promise<void> = async () => undefined) {
  const started = env.now();

  /** Whether the mailbox may have some of it: it was tried, or an earlier visit may have tried it. */
  const mayBeThere = (id: string, at: string, put: number): boolean => put > 0 || tried.has(id) || at < started;

  const draft: ChannelEngine['draft'] = (thread) => store.get('draft', thread) ?? '';

  return {
    draft,
    async saveDraft(thread, text) {
      await store.change((tx) => (text === '' ? tx.remove('draft', thread) : tx.put('draft', thread, text)));
    },
    async send(thread, about) {
      const { self } = await me();
      const sent = await store.change((tx): Result<string, SendProblem> => {
        const [record, written] = [tx.get('thread', thread), tx.get('draft', thread) ?? ''];
        const text = wellFormed(written).trim();
        if (!record || record.state === 'closed' || record.state === 'replaced') return refuse('closed');
        if (record.state === 'changed') return refuse('changed');
        if (text === '') return refuse('empty');
        if (text.length > TEXT_MAX) return refuse('too-long');
        if (record.kind === 'colleague' || (recipientsOf(record, tx.get('self', '') ?? self) ?? []).length === 0) return refuse('no-device');
        const [id, now, words] = [newId(), env.now(), about === null ? null : wellFormed(about.slice(0, ABOUT_MAX))];
        const { seq } = putOut(tx, { id, thread, t: 'msg', at: now, about: words }, splitBody(text));
        putOwn(tx, { id, thread, device: self.id, seq, text, about: words }, now);
        tx.remove('draft', thread);
        return ok(id);
      });
      if (sent.ok) hurry();
      return sent;
    },
    async withdraw(thread, id) {
      await (await seldom()).withdraw(thread, id, mayBeThere);
      hurry();
    },
    async seen(thread, ids) {
      const isNew = ids.some((id) => store.get('line', `${thread}/${id}`)?.seen === false);
      if (!isNew) return;
      // What was taken back before anybody looked comes in several replies: until all are here, it was not read.
      await caughtUp(thread);
      // It goes with what goes next by plan: that somebody has read is no reason for an exchange.
      await store.change((tx) => {
        for (const id of ids) {
          const line = tx.get('line', `${thread}/${id}`);
          if (!line || line.seen || line.by === null || line.state === 'withdrawn') continue;
          tx.put('line', `${thread}/${id}`, { ...line, seen: true });
          tell(tx, thread, 'read', id);
        }
      });
    },
  } satisfies Partial<ChannelEngine>;
}

/** As it can be sealed and read again: half a character, which a cut leaves, would not come through UTF-8. */
const wellFormed = (text: string): string => cleanText(text).replace(/\p{Surrogate}/gu, '\uFFFD');
