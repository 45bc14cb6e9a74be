import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { ArgsOf, Op, Row, Rules } from '../domain/op.ts';
import type { Reason } from '../domain/reason.ts';
import { ok } from '../domain/result.ts';
import type { Result } from '../domain/result.ts';
import type { Db, PendingOp, RefusedOp } from './db.ts';
import { createDb } from './db.ts';
import { createDrafts } from './drafts.ts';
import type { Drafts } from './drafts.ts';
import type { Env } from './env.ts';
import { appendOp, readOutbox, readRefused, returnOp } from './outbox.ts';
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
   * nothing is queued. `clearDraft` removes that draft in the same transaction. Rejects when the store is full.
   */
  commit<N extends keyof R & string>(name: N, args: ArgsOf<R[N]>, options?: { clearDraft?: string }): Promise<Result<string, Reason>>;
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
}

export const storeName = (device: string): string => `rasti-${device}`;

/** Opens the store of this login, shows what is in it, and starts to sync. */
export async function createEngine<R extends Rules>({ env, tables, me }: EngineOptions<R>): Promise<Engine<R>> {
  const name = storeName(me.device);
  const db: Db = createDb(name);
  const confirmed = signal<ReadonlyMap<string, Row>>(new Map());
  const pending = signal<readonly PendingOp[]>([]);
  const refused = signal<readonly RefusedOp[]>([]);
  const drafts = createDrafts(db);
  const rules = signal<Rules>({});
  const live = computed(() => replay(confirmed.value, pending.value, rules.value, me));

  // Pages are told what the store holds, never what they hope it holds.
  async function reload(): Promise<void> {
    const [rows, ops, aside] = await db.read(['rows', 'outbox', 'refused'], (tx) => Promise.all([readRows(tx), readOutbox(tx), readRefused(tx)]));
    confirmed.value = rows;
    pending.value = ops;
    refused.value = aside;
  }

  const connection = createConnection<R>({ env, db, device: me.device, name, changed: reload, tables, loaded: (loaded) => (rules.value = loaded) });

  const stopHearing = env.onAnnounce(name, () => void reload());

  async function enqueue(op: Op, lane: string, clearDraft?: string): Promise<void> {
    await db.write(clearDraft === undefined ? ['outbox', 'refused'] : ['outbox', 'refused', 'drafts'], async (tx) => {
      await appendOp(tx, op, lane);
      if (clearDraft !== undefined) await tx.objectStore('drafts').delete(clearDraft);
    });
    await afterWrite();
    if (clearDraft !== undefined) await drafts.reload();
    void connection.now();
  }

  async function afterWrite(): Promise<void> {
    await reload();
    env.announce(name);
  }

  function stop(): void {
    connection.stop();
    stopHearing();
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
