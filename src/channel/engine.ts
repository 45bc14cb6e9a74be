import { computed, signal } from '@preact/signals';
import type { Core } from './core.ts';
import { createCore } from './create-core.ts';
import type { ChannelEnv } from './env.ts';
import { createExchanging } from './exchange.ts';
import type { Sealing } from './form.ts';
import { isDue, isHanding, isRenewing } from './is-due.ts';
import { HOUR } from './limits.ts';
import { createPairs } from './pairs.ts';
import { listsOf } from './people.ts';
import { createPost } from './post.ts';
import { receiptOf } from './receipt.ts';
import { createStore } from './store.ts';
import type { ChannelEngine, ChannelState } from './types.ts';
import { threadsOf } from './view.ts';
import { createWrite } from './write.ts';

export interface ChannelOptions extends Pick<Core, 'tickets' | 'root'> {
  readonly env: ChannelEnv;
  /** Of the store, such as `rasti-m-<device>`; tabs and locks go by it. */
  readonly name: string;
  /** Where a lock is set, and open. */
  readonly sealing?: Sealing | undefined;
}

/** The private channel on this device, read from its store. Rejects when the store cannot be opened. */
export async function createChannelEngine({ env, name, sealing, tickets, root }: ChannelOptions): Promise<ChannelEngine> {
  const store = createStore(name, env, sealing);
  await store.load();
  let isStopped = false;
  const clock = signal(env.now());

  const core = createCore({ env, store, root, tickets, hurry: () => hurry() });
  // Whether one is vouched for, is told from the beginning.
  if (store.get('other', 'vouch') !== undefined) await core.seldom();
  const pairs = createPairs(core);
  const exchanging = createExchanging({ ...core, isStopped: () => isStopped });
  const post = createPost(env, name, store, exchanging);
  const hurry = (): void => {
    if (!isStopped) post.hurry();
  };
  /** Renews tokens that somebody has left with, hands over to deputies, or takes what was left for oneself. Whether anything came. */
  const passOn = async (): Promise<boolean> => !isStopped && (isHanding(store) || isRenewing(store)) && (await core.seldom()).passOn();
  // Without a network: with the next wake, look or quarter of an hour.
  const passOnLater = (): void => void passOn().catch(() => undefined);
  const write = createWrite(core, exchanging.tried, hurry, exchanging.caughtUp);

  let stopTending = (): void => undefined;
  const tendAgain = (): void => {
    clock.value = env.now();
    stopTending = env.after(HOUR / 4, tendAgain);
    passOnLater();
    const quarter = Math.floor(Date.parse(clock.value) / (6 * HOUR));
    if (quarter === tended) return;
    tended = quarter;
    // What nobody waits for, four times a day while the app is open. A full phone or a broken line: the next time.
    if (isDue(store, clock.value)) void core.seldom().then(({ tend }) => tend()).catch(() => undefined);
  };
  let tended = 0;
  tendAgain();
  const awake = env.onWake(() => {
    clock.value = env.now();
    passOnLater();
  });

  const state = computed((): ChannelState => {
    // Drawn anew when something is stored, and when time has passed: a promise may be overdue by then.
    void [store.version.value, clock.value];
    const self = store.get('self', '');
    return {
      threads: threadsOf(store, exchanging.sending.value, env.now()), card: self?.card ?? null, awayUntil: self?.away ?? null,
      ...pairs.view(), trouble: post.trouble.value,
    };
  });

  // What could not be opened may have come from a device that was not known yet.
  let devices = '';
  const grown = store.version.subscribe(() => {
    const known = JSON.stringify(store.all('thread').map((thread) => listsOf(thread, store.get('self', ''))));
    const isGrown = known !== devices;
    devices = known;
    if (isGrown) passOnLater();
    if (isGrown && store.ids('raw').length > 0) void core.seldom().then(({ tryAgain }) => tryAgain()).catch(() => undefined);
  });

  function stop(): void {
    isStopped = true;
    [post.stop, pairs.stop, () => stopTending(), awake, grown, store.close].forEach((end) => end());
  }

  return {
    state, ...write, ...pairs,
    async look() {
      await post.look();
      // Somebody has left a channel for this deputy: what lies in it is what they look for.
      if (await passOn().catch(() => false)) await post.look();
    },
    receipt: (thread, words) => receiptOf(store, thread, words),
    stop,
    async erase() {
      stop();
      await store.erase();
    },
  };
}
