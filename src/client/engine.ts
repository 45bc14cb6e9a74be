import { computed, signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { ArgsOf, Op, Rules } from '../domain/op.ts';
import type { Reason } from '../domain/reason.ts';
import { ok } from '../domain/result.ts';
import type { Result } from '../domain/result.ts';
import type { Asker } from './asker.ts';
import type { Form, PendingOp, RefusedOp } from './db.ts';
import { createDb } from './db.ts';
import { clearDraftIn, createDrafts } from './drafts.ts';
import type { DraftOf, Drafts } from './drafts.ts';
import type { Env } from './env.ts';
import { createConnection } from './connection.ts';
import type { Tables } from './connection.ts';
import { isNamed } from './idb.ts';
import { createMirror } from './mirror.ts';
import { returnOp } from './outbox.ts';
import { createReplay } from './state.ts';
import type { Actor, Live } from './state.ts';
import type { SyncState } from './status.ts';
import type { SyncOptions } from './sync.ts';

export interface Engine<R extends Rules = Rules> {
  readonly env: Env;
  readonly me: Actor & Asker;
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
   * nothing is queued. `clearDraft` removes that draft in the same transaction, where it is still what was sent: what
   * another tab has typed meanwhile stays. Rejects when the store is full.
   */
  commit<N extends keyof R & string>(name: N, args: ArgsOf<R[N]>, options?: { clearDraft?: DraftOf }): Promise<Result<string, Reason>>;
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
  readonly me: Actor & Asker;
  /** The device whose store this is, where a login goes on with an older one's. */
  readonly store?: string | undefined;
  /** How that store is kept; see `createDb`. */
  readonly seals?: number | undefined;
  readonly form?: Form | undefined;
  readonly renew?: SyncOptions['renew'];
  /**
   * How much a "saved" is worth. strict (the default) asks for the disk, so that what somebody wrote survives a flat
   * battery; relaxed survives a killed browser. The benchmark measures what the difference costs.
   */
  readonly durability?: 'strict' | 'relaxed';
}

export const storeName = (device: string): string => `rasti-${device}`;

/** Opens the store of this login, shows what is in it, and starts to sync. */
export async function createEngine<R extends Rules>({ env, tables, me, store, seals, form, renew, durability = 'strict' }: EngineOptions<R>): Promise<Engine<R>> {
  const name = storeName(store ?? me.device);
  const db = createDb(name, seals, form);
  const mirror = createMirror(db);
  const { known, pending, refused } = mirror;
  const drafts = createDrafts(db, () => env.announce(name));
  const rules = signal<Rules>({});
  const replay = createReplay(me);
  const live = computed(() => replay(known.value, pending.value, rules.value));

  const connection = createConnection<R>({ env, db, me, name, mirror, renew, tables, loaded: (loaded) => (rules.value = loaded) });

  let stopped = false;
  /** For what nobody waits for: it may be cut off when the engine stops. */
  const aside = (work: Promise<unknown>): void => void work.catch((error: unknown) => {
    if (!stopped) throw error;
  });
  // One draft is one draft in every tab: what is typed in one shows in the others, also in one that has slept.
  const stopHearing = env.onAnnounce(name, () => {
    aside(drafts.reload());
    aside(mirror.look());
  });
  const stopWaking = env.onWake(() => {
    aside(drafts.reload());
    void connection.now();
  });

  async function enqueue(op: Op, lane: string, clearDraft?: DraftOf): Promise<void> {
    const waiting = { ...op, lane, settled: false };
    try {
      const seq = await db.write(clearDraft ? ['outbox', 'drafts'] : ['outbox'], async (tx) => {
        if (clearDraft) await clearDraftIn(tx, clearDraft);
        return tx.queue(waiting);
      }, durability);
      mirror.added({ ...waiting, seq });
    } catch (error) {
      // The first try was cut off after it had worked (db.ts tries twice), and the op is there.
      if (!isNamed(error, 'ConstraintError')) throw error;
      await mirror.look();
    }
    if (clearDraft) await drafts.reload();
    env.announce(name);
    connection.soon();
  }

  async function afterWrite(): Promise<void> {
    await mirror.look();
    env.announce(name);
  }

  function stop(): void {
    stopped = true;
    connection.stop();
    stopHearing();
    stopWaking();
    db.close();
  }

  await Promise.all([mirror.open(), drafts.reload()]);
  // What waits is shown from the start, too.
  if (pending.value.length > 0) await connection.rules();
  env.afterPicture(() => {
    aside(mirror.whole());
    void connection.now();
  });

  return {
    env, me, live, pending, refused, drafts, sync: connection,
    async commit(op, args, options = {}) {
      const rule = (await connection.rules())[op];
      if (!rule) throw new Error(op);
      const checked = rule.parse(args);
      if (!checked.ok) return checked;
      // A rule asks for what is there and what is not.
      await mirror.whole();
      const at = env.now();
      const rows = live.value;
      const trial = rule.apply((kind, id) => rows.get(kind as never, id), checked.value, { ...me, at });
      if (!trial.ok) return trial;
      const id = env.newId();
      await enqueue({ id, name: op, args: checked.value, at }, rule.lane(checked.value), options.clearDraft);
      return ok(id);
    },
    async retry(id) {
      await db.write(['outbox', 'refused', 'meta'], (tx) => returnOp(tx, id, env.newId()), durability);
      await afterWrite();
      void connection.now();
    },
    async discard(id) {
      const waiting = pending.value.find((op) => op.id === id);
      await db.write(['outbox', 'refused'], (tx) => {
        tx.remove('refused', id);
        if (waiting) tx.remove('outbox', waiting.seq);
      }, durability);
      await afterWrite();
    },
    stop,
    async erase() {
      stop();
      await db.erase();
    },
  };
}
