import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { ArgsOf, Op, Row, Rules } from '../domain/op.ts';
import type { Reason } from '../domain/reason.ts';
import { ok } from '../domain/result.ts';
import type { Result } from '../domain/result.ts';
import type { Db, PendingOp, RefusedOp } from './db.ts';
import { createDb } from './db.ts';
import { clearDraftIn, createDrafts } from './drafts.ts';
import type { DraftOf, Drafts } from './drafts.ts';
import type { Env } from './env.ts';
import { appendOp, readMark, readOutbox, readRefused, returnOp } from './outbox.ts';
import { createConnection } from './connection.ts';
import type { Tables } from './connection.ts';
import { readRows } from './rows.ts';
import { replay } from './state.ts';
import type { Actor, Live } from './state.ts';
import type { SyncState } from './status.ts';

export interface Engine<R extends Rules = Rules> {
  readonly env: Env;
  readonly me: Actor & { readonly device: string };
  readonly live: ReadonlySignal<Live>;
  /** Ops that wait for the server, oldest first. */
  readonly pending: ReadonlySignal<readonly PendingOp[]>;
  /** Ops that the server refused; they stay until the person retries or removes them. */
  readonly refused: ReadonlySignal<readonly RefusedOp[]>;
  readonly drafts: Drafts;
  readonly sync: Readonly<SyncState> & { now(): Promise<void> };
  /**
   * The one door for writes. Resolves when the op is in the store, with its id; the screen then says "on this phone",
   * and "sent" only after the server's answer. A refusal that the phone can see by itself comes back at once and
   * nothing is queued. `clearDraft` removes that draft in the same transaction; with a `value` only where that is what
   * still lies there, so that what another tab has typed meanwhile stays. Rejects when the store is full.
   */
  commit<N extends keyof R & string>(name: N, args: ArgsOf<R[N]>, options?: { clearDraft?: string | DraftOf }): Promise<Result<string, Reason>>;
  /** A refused op once more, as a new op. */
  retry(id: string): Promise<void>;
  /** Takes an op off the queue, or a refused one away. What the server already has stays there. */
  discard(id: string): Promise<void>;
  stop(): void;
  /** Stops, and deletes everything that this login stored here: drafts and what still waits, too. */
  erase(): Promise<void>;
}

export interface EngineOptions<R extends Rules> {
  readonly env: Env;
  /** Loaded after the first picture where nothing waits in the outbox: to show what is stored, no rule is needed. */
  readonly tables: () => Promise<Tables<R>>;
  readonly me: Actor & { readonly device: string };
  /** The device whose store this is, where a login goes on with an older one's. */
  readonly store?: string | undefined;
}

export const storeName = (device: string): string => `rasti-${device}`;

/** Opens the store of this login, shows what is in it, and starts to sync. */
export async function createEngine<R extends Rules>({ env, tables, me, store }: EngineOptions<R>): Promise<Engine<R>> {
  const name = storeName(store ?? me.device);
  const db: Db = createDb(name);
  const confirmed = signal<ReadonlyMap<string, Row>>(new Map());
  const pending = signal<readonly PendingOp[]>([]);
  const refused = signal<readonly RefusedOp[]>([]);
  const draftsName = `${name}-drafts`;
  const drafts = createDrafts(db, () => env.announce(draftsName));
  const rules = signal<Rules>({});
  const live = computed(() => replay(confirmed.value, pending.value, rules.value, me));

  // Pages are told what the store holds, never what they hope it holds.
  let shown = '';
  async function reload(): Promise<void> {
    const [rows, ops, aside, mark] = await db.read(['rows', 'outbox', 'refused', 'meta'], (tx) => Promise.all([readRows(tx), readOutbox(tx), readRefused(tx), readMark(tx)]));
    shown = mark;
    confirmed.value = rows;
    pending.value = ops;
    refused.value = aside;
  }

  // A tab that died before it told the others, or told them while this one was frozen, has left something to be seen.
  async function refresh(): Promise<void> {
    if ((await db.read(['outbox', 'refused', 'meta'], readMark)) !== shown) await reload();
  }

  const connection = createConnection<R>({ env, db, device: me.device, name, changed: reload, refresh, tables, loaded: (loaded) => (rules.value = loaded) });

  const stopHearing = env.onAnnounce(name, () => void reload());
  // One draft is one draft in every tab: what is typed in one shows in the others, also in one that has slept.
  const stopDrafts = env.onAnnounce(draftsName, () => void drafts.reload());
  const stopWaking = env.onWake(() => void drafts.reload());

  async function enqueue(op: Op, lane: string, clearDraft?: string | DraftOf): Promise<void> {
    await db.write(clearDraft === undefined ? ['outbox', 'refused'] : ['outbox', 'refused', 'drafts'], async (tx) => {
      await appendOp(tx, op, lane);
      if (clearDraft !== undefined) await clearDraftIn(tx, clearDraft);
    });
    await afterWrite();
    if (clearDraft !== undefined) {
      await drafts.reload();
      env.announce(draftsName);
    }
    void connection.now();
  }

  async function afterWrite(): Promise<void> {
    await reload();
    env.announce(name);
  }

  function stop(): void {
    connection.stop();
    stopHearing();
    stopDrafts();
    stopWaking();
    db.close();
  }

  await Promise.all([reload(), drafts.reload()]);
  // What waits is shown from the start, too.
  if (pending.value.length > 0) await connection.load();
  void connection.now();

  return {
    env, me, live, pending, refused, drafts, sync: connection,
    async commit(op, args, options = {}) {
      const rule = (await connection.load()).rules[op];
      if (!rule) throw new Error(`no rule for ${op}`);
      const checked = rule.parse(args);
      if (!checked.ok) return checked;
      const at = env.now();
      const rows = live.value;
      const trial = rule.apply((kind, id) => rows.get(kind as never, id), checked.value, { ...me, at });
      if (!trial.ok) return trial;
      const id = env.newId();
      await enqueue({ id, name: op, args: checked.value, at }, rule.lane(checked.value), options.clearDraft);
      return ok(id);
    },
    async retry(id) {
      const op = refused.value.find((one) => one.id === id);
      if (!op) return;
      await db.write(['outbox', 'refused'], (tx) => returnOp(tx, op, env.newId()));
      await afterWrite();
      void connection.now();
    },
    async discard(id) {
      await db.write(['outbox', 'refused'], async (tx) => {
        await tx.objectStore('refused').delete(id);
        const seq = await tx.objectStore('outbox').index('id').getKey(id);
        if (seq !== undefined) await tx.objectStore('outbox').delete(seq);
      });
      await afterWrite();
    },
    stop,
    async erase() {
      stop();
      await db.erase();
    },
  };
}
