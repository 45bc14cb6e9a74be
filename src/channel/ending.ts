import { fromBase64url } from '../crypto/base64url.ts';
import { personCardSchema } from '../crypto/card.ts';
import { count, day, nullable, object, parse } from '../domain/schema.ts';
import { mailPaths } from '../protocol/mailbox.ts';
import { encodeClose } from '../protocol/mailbox-kept.ts';
import { isNewer, withCard } from './cards.ts';
import type { Core, OnControl } from './core.ts';
import { fitCard } from './fit-card.ts';
import { DAY } from './limits.ts';
import { outKey } from './lines.ts';
import { isUrgent } from './pack.ts';
import { bodyOf } from './read-control.ts';
import { peerOf } from './records.ts';
import type { ThreadRecord } from './records.ts';
import { sendControl } from './send-control.ts';
import type { Writing } from './store.ts';
import type { ChannelEngine } from './types.ts';

// What one says of oneself, and how a channel ends.

/** So long the boxes stay after the end, for what the other side has not fetched. */
const LAST_WORDS = 7 * DAY;

const cardControl = object({ card: personCardSchema(), away: nullable(day()), turn: count(1_000_000) });
const nothing = object({});

export interface Ending extends Pick<ChannelEngine, 'describe' | 'replace' | 'close' | 'forget'> {
  /** Takes the boxes of channels away that have ended. Only the side that made them can; without a network it waits. */
  sweep(): Promise<void>;
  /** The mailbox knows the box no more: the other side has closed it, or nobody used it for more than a year. */
  boxGone(thread: string): Promise<void>;
}

export function createEnding(core: Core, onControl: OnControl): Ending {
  const { env, store, me, ask } = core;

  function end(tx: Writing, thread: ThreadRecord): void {
    if (thread.state === 'closed') return;
    tx.put('thread', thread.id, { ...thread, state: 'closed', events: [...thread.events, { at: env.now(), what: 'closed', name: peerOf(thread).card.name }] });
  }

  onControl('card', {
    read: async ({ body }) => {
      const read = parse(cardControl, bodyOf(body));
      return read.ok ? read.value : null;
    },
    apply(tx, thread, said, { from }) {
      const self = tx.get('self', '');
      if (!self) return;
      if (from !== null) return tx.put('thread', thread.id, withCard(thread, from, said, self, env.now()));
      const { card, away, turn } = said;
      if (isNewer(said, self)) tx.put('self', '', { ...self, card, away, said: turn });
    },
  });

  onControl('closed', {
    read: async ({ body }) => (parse(nothing, bodyOf(body)).ok ? true : null),
    apply(tx, thread, _read, { from }) {
      // A deputy goes, but does not close. Between colleagues each of the two may.
      if (thread.kind === 'channel' && from !== null && from.role === 'deputy') return;
      end(tx, thread);
    },
  });

  const ticking = new Set<string>();
  return {
    async describe(words, away) {
      await me();
      const card = fitCard(words);
      await store.change((tx) => {
        const self = tx.get('self', '');
        if (!self) return;
        const turn = (self.said ?? 0) + 1;
        tx.put('self', '', { ...self, card, away, said: turn });
        for (const { id, state } of tx.all('thread')) if (state === 'open') sendControl(core, tx, id, { do: 'card', card, away, turn });
      });
    },
    async replace(older, newer) {
      await store.change((tx) => {
        const [before, after] = [tx.get('thread', older), tx.get('thread', newer)];
        if (before?.role !== 'contact' || after?.role !== 'contact' || before.kind !== after.kind || before.since > after.since || before.id === after.id) return;
        if (before.state === 'open' || before.state === 'changed') tx.put('thread', older, { ...before, state: 'replaced' });
      });
    },
    async close(id) {
      await store.change((tx) => {
        const thread = tx.get('thread', id);
        if (!thread) return;
        // To whom one was not paired with, nothing is said.
        if (thread.state === 'open' && (thread.role !== 'deputy' || thread.kind === 'colleague')) sendControl(core, tx, id, { do: 'closed' });
        end(tx, tx.get('thread', id) ?? thread);
      });
    },
    async boxGone(id) {
      await store.change((tx) => {
        const thread = tx.get('thread', id);
        if (!thread) return;
        tx.all('out', `${id}/`).filter(({ sent, t }) => sent !== null || t === 'ctl').forEach((out) => tx.remove('out', outKey(out)));
        if (thread.state === 'open') end(tx, thread);
      });
    },
    async forget(id) {
      await store.change((tx) => {
        const thread = tx.get('thread', id);
        if (!thread || thread.state === 'open') return;
        tx.remove('thread', id);
        tx.remove('draft', id);
        for (const line of tx.all('line', `${id}/`)) tx.remove('line', `${id}/${line.id}`);
        for (const kind of ['out', 'parts', 'raw'] as const) for (const key of tx.ids(kind, `${id}/`)) tx.remove(kind, key);
      });
    },
    async sweep() {
      for (const { id, state, up, down, events } of store.all('thread')) {
        const closed = events.findLast(({ what }) => what === 'closed')?.at ?? '';
        const isOver = state === 'closed' && Date.parse(env.now()) - Date.parse(closed) >= LAST_WORDS && !isUrgent(store, id);
        if (!isOver || ticking.has(id) || !(up.owner || down.owner)) continue;
        ticking.add(id);
        const gone = await Promise.all([up, down].map(({ box, owner }) => take(box, owner)));
        ticking.delete(id);
        if (!gone.every(Boolean)) continue;
        await store.change((tx) => {
          const thread = tx.get('thread', id);
          if (!thread) return;
          const { owner: _up, ...ownUp } = thread.up;
          const { owner: _down, ...ownDown } = thread.down;
          tx.put('thread', id, { ...thread, up: ownUp, down: ownDown });
        });
      }
    },
  };

  /** True where the box is no more. */
  async function take(box: string, owner: string | undefined): Promise<boolean> {
    const [id, token] = [fromBase64url(box), fromBase64url(owner ?? '')];
    if (!id || !token || token.length === 0) return true;
    const answer = await ask(mailPaths.close, encodeClose({ box: id, token }));
    return answer?.status === 204 || answer?.status === 404;
  }
}
