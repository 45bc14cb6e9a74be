import { storeName } from './engine.ts';
import type { Env } from './env.ts';
import { asked, connect } from './idb.ts';
import { storeOf } from './lock-store.ts';
import type { LockTime, Settings } from './settings.ts';

const outOfSight: Record<LockTime, number> = { now: 0, minute: 60_000, 'five-minutes': 300_000, quarter: 900_000 };
// In sight, and nobody touches it. Whoever chose a longer time out of sight has at least that long here, too.
const idle = 180_000;
const mostForWrites = 1_000;

export interface AutoLockOptions {
  readonly env: Env;
  readonly settings: Settings;
  /** Tabs tell each other under this name that all are to lock. */
  readonly channel: string;
  readonly reload: () => void;
  /** Something covers the app already: it need not be made unseen. */
  readonly isCovered?: () => boolean;
}

export interface AutoLock {
  /** Locks now, in every tab. */
  readonly lock: () => void;
  readonly stop: () => void;
}

/**
 * Locks the app when it was out of sight for as long as its owner chose, when nobody has touched it for a while, and at
 * once when another tab locks: the keys are overwritten and the page is loaded anew. What was being typed is in its sealed
 * draft by then.
 */
export async function startAutoLock({ env, settings, channel, reload, isCovered = () => false }: AutoLockOptions): Promise<AutoLock> {
  // Two clocks, and the longer time counts: the page's stands still while the phone sleeps, the phone's may be put back.
  const now = (): readonly [number, number] => [performance.now(), Date.parse(env.now())];
  const since = (then: readonly [number, number]): number => Math.max(...now().map((one, at) => one - (then[at] ?? one)));
  let isLocking = false;
  let cancel = (): void => undefined;
  let hiddenAt: readonly [number, number] | undefined;
  let touchedAt = now();
  let limit = outOfSight[(await settings.unlocked?.after()) ?? 'minute'];
  const learn = (after: LockTime): void => {
    limit = outOfSight[after];
    look();
  };
  settings.unlocked?.onAfter(learn);

  // Unseen, not taken away, also for the list of open apps: what was scrolled to and typed in stays where it is.
  const cover = (isOver: boolean): void => document.body.style.setProperty('opacity', isOver ? '0' : '1');

  async function lock(): Promise<void> {
    if (isLocking) return;
    isLocking = true;
    if (!isCovered()) cover(true);
    await Promise.race([written(settings), new Promise<void>((resolve) => void env.after(mostForWrites, resolve))]).catch(() => undefined);
    for (const stop of settings.unlocked?.stops ?? []) stop();
    settings.unlocked?.close();
    reload();
  }

  const left = (): number => (hiddenAt === undefined ? Math.max(idle, limit) - since(touchedAt) : limit - since(hiddenAt));

  function look(): void {
    cancel();
    const wait = left();
    if (wait <= 0) void lock();
    else cancel = env.after(wait, look);
  }

  function touched(): void {
    touchedAt = now();
  }

  function seen(): void {
    if (document.visibilityState === 'hidden') {
      hiddenAt ??= now();
      cover(true);
      // Nothing is read now: a page that is being left may begin no transaction (idb.ts).
      return look();
    }
    // Not before it is clear that it may be seen.
    look();
    if (isLocking) return;
    hiddenAt = undefined;
    touched();
    cover(false);
    look();
    // It may have been chosen anew, in another tab.
    void settings.unlocked?.after().then(learn, () => undefined);
  }

  const until = new AbortController();
  const { signal } = until;
  document.addEventListener('visibilitychange', seen, { signal });
  addEventListener('pageshow', seen, { signal });
  for (const kind of ['pointerdown', 'keydown', 'scroll', 'input']) addEventListener(kind, touched, { capture: true, passive: true, signal });
  const deaf = env.onAnnounce(channel, () => void lock());
  look();
  return {
    lock() {
      env.announce(channel);
      void lock();
    },
    stop() {
      for (const end of [() => until.abort(), deaf, cancel]) end();
    },
  };
}

/** Resolves when what was on its way to the stores is there: a reading of a store waits for the writings before it. */
async function written(settings: Settings): Promise<void> {
  for (const login of await settings.logins()) {
    const connection = connect(storeName(storeOf(login)));
    const tx = (await connection.open()).transaction(['outbox', 'drafts']);
    await asked(tx.objectStore('drafts').count());
    connection.close();
  }
}
