import { fromBase64url } from '../crypto/base64url.ts';
import type { Bytes } from '../crypto/bytes.ts';
import { seal as sealFor } from '../crypto/seal.ts';
import { encodeExchange, mailSizes } from '../protocol/mailbox.ts';
import type { Core } from './core.ts';
import { nextOut, pack } from './pack.ts';
import { bytesOf } from './own-bytes.ts';
import type { Packed } from './pack.ts';
import { listsOf, purposeOf, recipientsOf } from './people.ts';
import type { OutRecord, ThreadRecord } from './records.ts';

/** A sealed envelope that can leave at once. */
export interface Ready {
  /** What it was made on: it is good for as long as that is so. */
  readonly of: string;
  readonly packed: Packed;
  readonly envelope: Bytes;
}

export interface Readiness {
  /** What goes next, if it is sealed already. */
  now(thread: ThreadRecord): Ready | undefined;
  /** What goes next. The same bytes after a lost reply: the mailbox then stores them once. Null where nothing may be sealed. */
  next(thread: ThreadRecord): Promise<Ready | null>;
  /** It has gone. */
  gone(thread: string): void;
  /** It has gone, and has to go again. */
  again(thread: string, ready: Ready): void;
  /** Seals notes beforehand, for a page that goes away. */
  stock(thread: ThreadRecord, count: number): Promise<void>;
  /** At most so many of them, and no more of the same. */
  fromStock(thread: ThreadRecord, count: number): Ready[];
}

export function createReadiness({ env, store, me }: Pick<Core, 'env' | 'store' | 'me'>, seal = sealFor): Readiness {
  const [prepared, stocks] = [new Map<string, Ready>(), new Map<string, Ready[]>()];
  let turn = 0;

  /** Who can open it, as far as is known; and the hour, so that nothing says it is from long ago. */
  const peopleOf = (thread: ThreadRecord): unknown[] => [env.now().slice(0, 13), listsOf(thread, store.get('self', ''))];

  function groundOf(thread: ThreadRecord): string {
    const out = nextOut(store, thread, env.now());
    return JSON.stringify([out?.id, out?.put, thread.tell.length, thread.seq, ...peopleOf(thread)]);
  }

  async function sealed(thread: ThreadRecord, of: string, out: OutRecord | null): Promise<Ready | null> {
    const { self, keys: [keys] } = await me();
    const to = recipientsOf(thread, self, out?.order);
    if (!to || !keys) return null;
    const packed = pack(thread, self, out, env.now(), (turn += 1));
    const from = { card: { id: self.id, enc: self.keys.enc.point, sig: self.keys.sig.point }, keys };
    const text = await seal({ to, from, purpose: purposeOf(thread.id), payload: packed.payload, secret: bytesOf(thread.secret) });
    const envelope = text.ok ? fromBase64url(text.value) : null;
    if (envelope?.length !== mailSizes.envelope) throw new Error('an envelope of another size');
    return { of, packed, envelope };
  }

  function now(thread: ThreadRecord): Ready | undefined {
    const there = prepared.get(thread.id);
    return there?.of === groundOf(thread) ? there : undefined;
  }

  const usable = (thread: ThreadRecord): Ready[] => {
    const of = JSON.stringify(peopleOf(thread));
    return (stocks.get(thread.id) ?? []).filter((ready) => ready.of === of);
  };

  return {
    now,
    async next(thread) {
      const ready = now(thread) ?? (await sealed(thread, groundOf(thread), nextOut(store, thread, env.now())));
      if (ready) prepared.set(thread.id, ready);
      return ready;
    },
    gone: (thread) => void prepared.delete(thread),
    again: (thread, ready) => void prepared.set(thread, ready),
    async stock(thread, count) {
      const all = usable(thread);
      while (all.length < count) {
        // What is told goes in what goes next; a note from the stock may be the second of the same moment.
        const one = await sealed({ ...thread, tell: [] }, JSON.stringify(peopleOf(thread)), null);
        if (!one) break;
        all.push(one);
      }
      stocks.set(thread.id, all);
    },
    fromStock(thread, count) {
      const all = usable(thread);
      stocks.set(thread.id, all.slice(count));
      return all.slice(0, count);
    },
  };
}

/** The request that puts this envelope, and asks for what came after the thread's positions. */
export function requestOf({ up, down }: ThreadRecord, envelope: Bytes): Bytes {
  return encodeExchange({
    put: { box: bytesOf(up.box), token: bytesOf(up.write) },
    a: { box: bytesOf(down.box), token: bytesOf(down.read), after: down.after },
    b: { box: bytesOf(up.box), token: bytesOf(up.read), after: up.after },
    envelope,
  });
}
