// Phones, network and server of one history, and what the person believes about each thing that they wrote.
import type { Seam } from './backend.ts';
import { createBackend } from './backend.ts';
import { createNetwork } from './network.ts';
import { createStores } from './stores.ts';
import type { Page } from './stores.ts';
import { openTab } from './tab.ts';
import type { Phone, Tab } from './tab.ts';
import type { Template } from './template.ts';

/** Something that a person wrote on a phone. */
export interface Written {
  readonly phone: Phone;
  readonly name: string;
  readonly args: unknown;
  readonly lane: string;
  readonly poison: 'none' | 'request' | 'op';
  /** What the server has to say to it; undefined where it depends on what else happens. */
  readonly expected: 'ok' | 'taken' | undefined;
  /** What has to be on the server before this can be done: without it, this is not found. */
  readonly needs: Written | undefined;
  /** Changes when the person tries it again. */
  id: string;
  /** begun: nobody was told anything. kept: the phone said that it is saved. refused: the phone said no. removed: by the person. */
  state: 'begun' | 'kept' | 'refused' | 'removed';
  readonly begun: number;
  /** When the phone said that it is kept, on the same count as `begun`. */
  kept: number;
}

export interface WorldOptions {
  readonly template: Template;
  readonly hasLocks?: boolean;
  readonly seam?: Seam | undefined;
  /** Makes the id of the n-th op, of this device. */
  readonly idOf?: ((device: string, n: number) => string) | undefined;
}

export class Broken extends Error {}

export const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export async function createWorld({ template, hasLocks = true, seam, idOf = (device, n) => `${device}-${n}` }: WorldOptions) {
  const stores = createStores();
  const packing = globalThis.CompressionStream;
  // Packing runs in another thread and takes a different time each run; a history must be the same each time.
  Object.assign(globalThis, { CompressionStream: undefined });

  const poisons = { request: new Set<string>(), op: new Set<string>() };
  const overheard: string[] = [];
  const phones: Phone[] = template.persons.flatMap((person) =>
    person.devices.map(({ id, headers }) => ({ device: id, person, headers, skew: 0, hasLocks, locks: new Map(), tabs: new Set<Tab>() })),
  );
  const strangers = new Map(phones.map((phone) => [phone.device, template.persons.filter((one) => one !== phone.person)]));
  const backend = await createBackend({ template, seam, breaksAt: (op) => poisons.op.has(op) });
  const network = createNetwork({
    backend, breaksAt: (op) => poisons.request.has(op),
    heard(device, text) {
      for (const { id, mark } of strangers.get(device) ?? []) if (text.includes(id) || text.includes(mark)) overheard.push(`${device} heard of ${mark}`);
    },
  });
  const pages = new Set<Page>();
  const known = new Set<Phone>();
  const slots: (Tab | undefined)[] = [];
  const commits = new Map<Promise<unknown>, Page>();
  let clock = Date.parse('2026-11-22T08:00:00.000Z');
  let made = 0;

  const world = {
    template, stores, backend, network, phones, poisons, slots, overheard, commits, pages,
    written: [] as Written[],
    cancelled: false,
    /** Counts what happens, for "before" and "after". */
    count: 0,
    now: () => clock,
    newId: (phone: Phone) => idOf(phone.device, (made += 1)),
    pass(milliseconds: number) {
      clock += milliseconds;
      backend.pass(milliseconds);
    },
    phoneOf: (slot: number): Phone => phones[slot === 0 ? 0 : slot - 1] ?? fail('no such phone'),
    async open(slot: number): Promise<Tab> {
      const there = slots[slot];
      if (there?.page.alive && there.phone.tabs.has(there)) return there;
      const phone = world.phoneOf(slot);
      const tab = await openTab(phone, { network, now: () => clock, newId: (one) => world.newId(one) });
      pages.add(tab.page);
      slots[slot] = tab;
      // A phone that was just signed in has a network, and begins with everything that is its person's.
      if (known.has(phone)) return tab;
      known.add(phone);
      if (backend.isDown()) await backend.restart();
      await network.calmly(async () => {
        tab.wake();
        await world.settle();
      });
      return tab;
    },
    isBusy: () =>
      network.isBusy() || slots.some((tab) => tab?.isBusy()) || [...pages].some((page) => page.alive && page.transactions.size > 0) || [...commits.values()].some((page) => page.alive),
    /** Until nothing moves but what the network holds. */
    async settle(): Promise<void> {
      for (let calm = 0, all = 0; calm < 4; all += 1) {
        if (all > 50_000) throw new Broken('it never comes to rest');
        await tick();
        calm = world.isBusy() ? 0 : calm + 1;
      }
    },
    async turns(count: number): Promise<void> {
      for (let turn = 0; turn < count; turn += 1) await tick();
    },
    async close(): Promise<void> {
      for (const tab of slots) if (tab?.page.alive) tab.kill();
      await backend.close();
      stores.close();
      Object.assign(globalThis, { CompressionStream: packing });
    },
  };
  return world;
}

function fail(why: string): never {
  throw new Error(why);
}

export type World = Awaited<ReturnType<typeof createWorld>>;
