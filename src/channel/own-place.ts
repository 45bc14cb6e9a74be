import { effect } from '@preact/signals';
import { createSheetCode } from '../crypto/recovery.ts';
import { object, ok, parse, refuse, string } from '../domain/schema.ts';
import type { Result } from '../domain/schema.ts';
import { carriedBy, takeCarried, threadsOf } from './carried.ts';
import type { Core } from './core.ts';
import { tellOwnDevices } from './device-events.ts';
import { growOwn } from './grow.ts';
import type { KeepProblem, Keeper } from './meet.ts';
import { essenceDigest, readPages, writePages } from './own-pages.ts';

// When one's own devices tell each other: after a change, at the beginning of a visit, and now and then. Who has one device
// and no recovery sheet never asks.

const ownSchema = object({ code: string(), /** What was there when this device last looked. */ told: string() });

export interface OwnPlace {
  /** Takes over what is there, and puts there what is new here. Gives the code of the place. */
  sync(): Promise<Result<string, KeepProblem>>;
  stop(): void;
}

export function createOwnPlace(core: Core, keeper: Keeper): OwnPlace {
  const { env, store } = core;
  let syncing: ReturnType<OwnPlace['sync']> | undefined;
  let waiting: (() => void) | undefined;
  let [isOver, syncedAt, failures] = [false, 0, 0];

  const recordOf = () => {
    const read = parse(ownSchema, store.get('sheet', 'own'));
    return read.ok ? read.value : null;
  };
  const keep = async (code: string, told: string): Promise<void> => {
    if (recordOf()?.told !== told) await store.change((tx) => tx.put('sheet', 'own', { code, told }));
  };

  async function run(): ReturnType<OwnPlace['sync']> {
    const code = recordOf()?.code ?? createSheetCode();
    if (!recordOf()) await keep(code, '');
    const me = await core.me();
    const there = await readPages(keeper, code, me.self, me.keys);
    if (!there.ok) return there;
    const came = there.value;
    if (came) {
      // What one of them made is new here, and sealed to this one from its beginning.
      const threads = came.found ? await threadsOf(came.found.carried, store, true) : [];
      await store.change((tx) => {
        if (tx.get('self', '')?.chain.head !== me.self.chain.head) return;
        if (came.chain !== me.self.chain) {
          growOwn(tx, came.chain, came.entries);
          tellOwnDevices(tx, me.self.chain, came.chain, env.now());
        }
        if (came.found) takeCarried(tx, came.found, threads);
      });
    }
    const now = await core.me();
    // Taken off the list: nothing to say here any more.
    if (!now.self.chain.live.some(({ id }) => id === now.self.id)) return ok(code);
    const carried = carriedBy(store, now.self);
    const essence = await essenceDigest(carried, now.self);
    if (came?.essence !== essence) {
      const written = await writePages(keeper, core.tickets, code, now, carried);
      if (!written.ok) return written;
    }
    await keep(code, essence);
    syncedAt = Date.parse(env.now());
    return ok(code);
  }

  const sync = (): ReturnType<OwnPlace['sync']> => {
    syncing ??= run().finally(() => {
      syncing = undefined;
    });
    return syncing;
  };

  /** Whether one's other devices have to be told something, or have not been asked for a while. */
  async function isDue(): Promise<boolean> {
    const self = store.get('self', '');
    if (!self || self.chain.live.length < 2 || !self.chain.live.some(({ id }) => id === self.id)) return false;
    const stale = Date.parse(env.now()) - syncedAt >= LOOK_EVERY;
    return stale || (await essenceDigest(carriedBy(store, self), self)) !== recordOf()?.told;
  }

  function later(milliseconds: number): void {
    if (isOver) return;
    waiting?.();
    waiting = env.after(milliseconds, () => void look());
  }
  async function look(): Promise<void> {
    waiting = undefined;
    // Whatever goes wrong here (a full store, a closed one) is tried again with the next change or wake.
    const done = env.isVisible() && (await isDue().catch(() => false)) ? await sync().catch(() => refuse('no-network' as const)) : null;
    if (done) failures = done.ok ? 0 : failures + 1;
    if (waiting) return;
    if (done && !done.ok) later(Math.min(RETRY * 2 ** (failures - 1), RETRY_MOST));
    else if ((store.get('self', '')?.chain.live.length ?? 0) > 1) later(LOOK_EVERY);
  }

  const unsubscribe = effect(() => {
    void store.version.value;
    // What failed is not tried again with every line that is written.
    if (failures === 0) later(SOON);
  });
  const deaf = env.onWake(() => {
    failures = 0;
    later(SOON);
  });
  return {
    sync,
    stop() {
      isOver = true;
      waiting?.();
      unsubscribe();
      deaf();
    },
  };
}

/** After a change, so that several are one; when it failed; and when nothing happens here. Milliseconds. */
const SOON = 2_000;
const RETRY = 60_000;
const RETRY_MOST = 60 * 60_000;
const LOOK_EVERY = 15 * 60_000;
