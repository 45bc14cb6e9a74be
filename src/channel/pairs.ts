import { signal } from '@preact/signals';
import type { PairHalf } from './core.ts';
import type { OwnCore } from './create-core.ts';
import { loadOnce, whenCalled } from './load-once.ts';
import type { Seldom } from './seldom.ts';
import { sheetOn } from './sheet-record.ts';
import type { Ties } from './ties.ts';
import { devicesOf } from './view.ts';

/**
 * Everything that makes and changes threads. What somebody with one phone and one contact person needs once, when they
 * pair, is code that is loaded then; whoever has several devices needs it in each visit.
 */
export function createPairs(core: OwnCore): PairHalf {
  const { store } = core;
  const [tied, vouched] = [signal<Ties | null>(null), signal<Seldom | null>(null)];
  let isOver = false;

  const seldom = core.seldom;
  const ties = loadOnce(() => core.env.loadChunk(() => import('./ties.ts')).then((code) => {
    const made = code.createTies(core);
    if (isOver) made.stop();
    return (tied.value = made);
  }));

  const known = store.version.subscribe(() => {
    const isTied = store.get('pairing', '') !== undefined || (store.get('self', '')?.chain.live.length ?? 0) > 1;
    if (isTied && !tied.value) void ties().catch(() => undefined);
    if (store.get('other', 'vouch') !== undefined && !vouched.value) void seldom().then((code) => (vouched.value = code), () => undefined);
  });

  return {
    ...whenCalled(ties, 'host', 'join', 'compare', 'endPairing', 'removeDevice', 'makeSheet', 'restore'),
    ...whenCalled(seldom, 'introduce', 'answerDeputy', 'describe', 'replace', 'close', 'forget', 'vouchRequest', 'takeVouch'),
    vouching: () => vouched.value?.vouching() ?? { kind: core.root === null ? 'nobody' : 'missing' },
    view() {
      const sheet = sheetOn(store);
      // The sheet is no device that anybody carries. What is vouched for is drawn anew when it can be told.
      void vouched.value;
      return { pairing: tied.value?.view() ?? null, hasSheet: sheet !== null, devices: devicesOf(store).filter(({ id }) => id !== sheet?.device) };
    },
    stop() {
      isOver = true;
      known();
      tied.value?.stop();
    },
  };
}
