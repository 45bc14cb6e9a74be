import { sha256 } from '../crypto/bytes.ts';
import { parse, object } from '../domain/schema.ts';
import { mailPaths } from '../protocol/mailbox.ts';
import { encodeAddToken } from '../protocol/mailbox-kept.ts';
import type { Core, OnControl } from './core.ts';
import { number, token } from './fields.ts';
import { bytesOf } from './own-bytes.ts';
import { randomToken } from './pair-thread.ts';
import { bodyOf } from './read-control.ts';
import type { Member, ThreadRecord } from './records.ts';
import { sendControl } from './send-control.ts';
import type { Writing } from './store.ts';

// Whoever leaves a thread (a device that was taken off a list, a deputy who has ended) keeps the tokens of its boxes and could
// use up the day's share of whoever stays. So the side that made the boxes has the mailbox add new tokens for writing, each
// with a share of its own, and tells whoever is left:
//
//   tokens  contact → the others: with which token each of the two sides writes from now on
//
// Boxes, numbers and the token for reading stay as they are, and the tokens from before go on: whoever was away for weeks, or
// knows nothing of this, reads and writes as ever. So nothing has to be put again, and a control that is lost loses nothing.

const tokensSchema = object({ turn: number(), up: token(), down: token() });

interface Tokens {
  readonly turn: number;
  readonly write: string;
}

/** Writes with this from now on, unless it does so with a later one. Two that were made at once: all take the same. */
export function withTokens(thread: ThreadRecord, { turn, write }: Tokens): ThreadRecord {
  const known = thread.tokens ?? 0;
  const isNews = turn > known || (turn === known && write < thread.up.write);
  return isNews ? { ...thread, tokens: turn, up: { ...thread.up, write } } : thread;
}

export function createTokens(core: Core, onControl: OnControl): { renew(): Promise<void> } {
  const { env, store, ask } = core;

  onControl('tokens', {
    read: async ({ body }) => {
      const read = parse(tokensSchema, bodyOf(body));
      return read.ok ? read.value : null;
    },
    apply(tx, thread, { turn, up, down }, { from }) {
      // The side that made the boxes says so, and on that side another of one's own devices.
      const isTheirs = thread.kind === 'colleague' ? thread.role === 'deputy' && from !== null : from?.role === 'contact';
      if (!isTheirs && !(from === null && thread.role === 'contact')) return;
      const isOtherSide = thread.role === 'expert' || thread.kind === 'colleague';
      tx.put('thread', thread.id, withTokens(thread, { turn, write: isTheirs && isOtherSide ? down : up }));
    },
  });

  async function add(box: string, owner: string, write: string): Promise<boolean> {
    const body = encodeAddToken({ box: bytesOf(box), token: bytesOf(owner), writeHash: await sha256(bytesOf(write)) });
    return (await ask(mailPaths.token, body))?.status === 204;
  }

  /** Whoever waits to be let in would write with a token that others have left with. */
  function tellWaiting(tx: Writing, id: string, { state, handover, chain }: Member, write: string): void {
    if (state !== 'introduced' || !handover) return;
    const thread = tx.get('thread', id);
    if (!thread) return;
    tx.put('thread', id, { ...thread, members: thread.members.map((one) => (one.chain.genesis === chain.genesis ? { ...one, handover: { ...handover, write } } : one)) });
    sendControl(core, tx, id, { do: 'handover', genesis: chain.genesis, code: handover.code, write });
  }

  async function run(): Promise<void> {
    const self = store.get('self', '');
    // Whoever was taken off the list has nothing to add.
    if (!self?.chain.live.some(({ id }) => id === self.id)) return;
    for (const { id, state, leaving, up, down } of store.all('thread')) {
      if (state !== 'open' || !leaving || up.owner === undefined || down.owner === undefined) continue;
      const made = { up: randomToken(), down: randomToken() };
      // Without an answer, or with a mailbox that is older: the next time. Tokens that nobody was told of are no harm.
      if (!(await add(up.box, up.owner, made.up)) || !(await add(down.box, down.owner, made.down))) return;
      await store.change((tx) => {
        const thread = tx.get('thread', id);
        // Who left meanwhile may have left after the others were told.
        if (thread?.state !== 'open' || thread.leaving !== leaving) return;
        // By the clock: a device that was restored does not know how many there were.
        const turn = Math.max((thread.tokens ?? 0) + 1, Math.floor(Date.parse(env.now()) / 1_000));
        const { leaving: _leaving, ...stays } = withTokens(thread, { turn, write: made.up });
        tx.put('thread', id, stays);
        sendControl(core, tx, id, { do: 'tokens', turn, ...made });
        thread.members.forEach((member) => tellWaiting(tx, id, member, made.up));
      });
    }
  }

  let running: Promise<void> | null = null;
  return {
    renew() {
      running ??= run().finally(() => (running = null));
      return running;
    },
  };
}
