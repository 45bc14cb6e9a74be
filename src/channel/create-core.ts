import { mailType } from '../protocol/mailbox.ts';
import { prepare } from './arrive.ts';
import type { Core, Handler } from './core.ts';
import type { ChannelEnv } from './env.ts';
import { createIdentity } from './identity.ts';
import { DAY, RAW_DAYS } from './limits.ts';
import { putOut } from './lines.ts';
import { newId } from './pack.ts';
import { splitBody } from './payload.ts';
import { peerOf } from './records.ts';
import type { RawRecord, ThreadRecord } from './records.ts';
import { fromBase64url } from '../crypto/base64url.ts';
import type { Store } from './store.ts';
import { takeRaw } from './take.ts';

export interface CoreOptions extends Pick<Core, 'root' | 'tickets'> {
  readonly env: ChannelEnv;
  readonly store: Store;
  /** Something waits to be sent. */
  readonly hurry: () => void;
}

/** The seam as the post gives it (core.ts), and what only the post uses of it. */
export interface OwnCore extends Core {
  readonly handlers: ReadonlyMap<string, Handler<unknown>>;
  /** See Identity.renew. */
  renew(): Promise<void>;
  /** What could not be opened is tried again: a device may have become known since, or this version be a newer one. */
  tryAgain(): Promise<void>;
}

export function createCore({ env, store, root, tickets, hurry }: CoreOptions): OwnCore {
  const { me, renew } = createIdentity(env, store);
  const handlers = new Map<string, Handler<unknown>>();
  return {
    env, store, root, tickets, me, renew, handlers,
    addThread(tx, thread) {
      for (const other of tx.all('thread')) {
        if (other.state === 'closed' || other.id === thread.id || other.kind !== thread.kind) continue;
        if (isReplacedBy(other, thread)) tx.put('thread', other.id, { ...other, state: 'replaced' });
      }
      tx.put('thread', thread.id, thread);
    },
    sendControl(tx, thread, control) {
      putOut(tx, { id: newId(), thread, t: 'ctl', at: env.now(), about: null }, splitBody(JSON.stringify(control)));
      // When the transaction is over: this is still inside it, and what is read in turn is read after it. A timer would not do:
      // a phone may take long to write to its disk, and what is not there yet would not go before the next visit.
      void store.load().then(hurry, hurry);
    },
    onControl: (name, handler) => void handlers.set(name, { read: (coming) => handler.read(coming), apply: (tx, thread, read, coming) => handler.apply(tx, thread, asRead(handler, read), coming) }),
    growOwn(tx, chain, entries) {
      const self = tx.get('self', '');
      if (self) tx.put('self', '', { ...self, chain, entries });
    },
    async ask(path, body) {
      try {
        // keepalive: what has left arrives, also when the page is closed behind it.
        const response = await env.fetch(path, { method: 'POST', body, headers: { 'content-type': mailType }, credentials: 'omit', keepalive: true });
        // A proxy's page, a portal's, or the app's own «not found» is no word of the mailbox.
        if (response.headers.get('content-type') !== mailType) return null;
        return { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()) };
      } catch {
        return null;
      }
    },
    async tryAgain() {
      // What is signed by nobody on any list after so long was made up: it takes no more room. A newer form may be read yet.
      const before = new Date(Date.parse(env.now()) - RAW_DAYS * DAY).toISOString();
      const isOld = ({ why, at }: RawRecord): boolean => why === 'altered' && at < before;
      if (store.all('raw').some(isOld)) {
        await store.change((tx) => tx.all('raw').filter(isOld).forEach(({ thread, place }) => tx.remove('raw', `${thread}/${place}`)));
      }
      const { self, keys } = await me();
      for (const thread of store.all('thread')) {
        for (const { key, bytes } of rawOf(store, thread.id)) {
          const ground = { thread: store.get('thread', thread.id) ?? thread, self: store.get('self', '') ?? self };
          const [arrival] = await prepare(store, ground, keys, handlers, [{ bytes }]);
          if (arrival?.kind === 'said') await store.change((tx) => takeRaw(tx, ground, key, arrival, env.now()));
        }
      }
    },
  };
}

/**
 * A young person writes to one contact person; a contact person has many, and each once. What a colleague shares with a
 * deputy replaces only what that colleague had shared: else they could end a channel of the deputy's own.
 */
function isReplacedBy(other: ThreadRecord, thread: ThreadRecord): boolean {
  const isSamePeer = peerOf(other).chain.genesis === peerOf(thread).chain.genesis;
  if (thread.kind === 'colleague') return isSamePeer;
  if (other.role !== thread.role) return false;
  const contactOf = ({ members }: ThreadRecord) => members.find(({ role }) => role === 'contact')?.chain.genesis;
  return thread.role === 'expert' || (isSamePeer && contactOf(other) === contactOf(thread));
}

// What a handler's `apply` is given is what its own `read` gave: nobody else can put it there.
const asRead = <T>(_handler: Handler<T>, read: unknown): T => read as T;

function rawOf(store: Store, thread: string): { key: string; bytes: Uint8Array }[] {
  return store.all('raw', `${thread}/`).flatMap((raw) => {
    const bytes = fromBase64url(raw.sealed);
    return bytes ? [{ key: `${thread}/${raw.place}`, bytes }] : [];
  });
}
