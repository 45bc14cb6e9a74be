import { signal } from '@preact/signals';
import type { Core, PairHalf } from './core.ts';
import { createDeputies } from './deputies.ts';
import { sheetOn } from './sheet-record.ts';
import type { Ties } from './ties.ts';
import { devicesOf } from './view.ts';
import { takeVouch, vouching, vouchRequest } from './vouch.ts';

/**
 * Everything that makes and changes threads. What somebody with one phone and one contact person needs once, when they
 * pair, is code that is loaded then; whoever has several devices needs it in each visit.
 */
export function createPairs(core: Core): PairHalf {
  const { store } = core;
  const loaded = signal<Ties | null>(null);
  let loading: Promise<Ties> | undefined;
  let isOver = false;

  function ties(): Promise<Ties> {
    loading ??= import('./ties.ts').then(({ createTies }) => {
      const made = createTies(core);
      if (isOver) made.stop();
      loaded.value = made;
      return made;
    });
    // Not there, without a network before it was ever kept: the next time it is tried again.
    loading.catch(() => (loading = undefined));
    return loading;
  }

  const known = store.version.subscribe(() => {
    const isNeeded = store.get('pairing', '') !== undefined || (store.get('self', '')?.chain.live.length ?? 0) > 1;
    if (isNeeded && !loading) void ties().catch(() => undefined);
  });

  return {
    ...createDeputies(core),
    host: async (what, card) => (await ties()).host(what, card),
    join: async (code, card, what) => (await ties()).join(code, card, what),
    compare: async (same) => (await ties()).compare(same),
    endPairing: async () => (await ties()).endPairing(),
    removeDevice: async (device) => (await ties()).removeDevice(device),
    makeSheet: async () => (await ties()).makeSheet(),
    restore: async (sheet) => (await ties()).restore(sheet),
    async replace(older, newer) {
      await store.change((tx) => {
        const [before, after] = [tx.get('thread', older), tx.get('thread', newer)];
        if (before?.role !== 'contact' || after?.role !== 'contact' || before.kind !== after.kind || before.since > after.since || before.id === after.id) return;
        if (before.state === 'open' || before.state === 'changed') tx.put('thread', older, { ...before, state: 'replaced' });
      });
    },
    vouchRequest: () => vouchRequest(core),
    takeVouch: (text) => takeVouch(core, text),
    vouching: () => vouching(core),
    view() {
      const sheet = sheetOn(store);
      // The sheet is no device that anybody carries.
      return { pairing: loaded.value?.view() ?? null, hasSheet: sheet !== null, devices: devicesOf(store).filter(({ id }) => id !== sheet?.device) };
    },
    stop() {
      isOver = true;
      known();
      loaded.value?.stop();
    },
  };
}
