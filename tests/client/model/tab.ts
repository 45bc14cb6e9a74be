// One tab of one device: a real engine in an Env that belongs to the test.
import { proverOf } from '../../support/proof.ts';
import '../../../src/client/sync.ts';
import { createEngine } from '../../../src/client/engine.ts';
import type { Engine } from '../../../src/client/engine.ts';
import type { Env } from '../../../src/client/env.ts';
import { expertRules } from '../../../src/protocol/expert.ts';
import { rowSchemas } from '../../../src/protocol/rows.ts';
import type { Network } from './network.ts';
import { kill, newPage, running } from './stores.ts';
import type { Page } from './stores.ts';
import type { PersonThere } from './template.ts';

export type ExpertEngine = Engine<typeof expertRules>;

/** What the tabs of one device share: its clock, its locks, its channel. */
export interface Phone {
  readonly device: string;
  readonly person: PersonThere;
  readonly headers: Readonly<Record<string, string>>;
  /** How far its clock is off. */
  skew: number;
  /** Whether it has Web Locks; correctness does not rest on them. */
  readonly hasLocks: boolean;
  readonly locks: Map<string, Page>;
  readonly tabs: Set<Tab>;
}

export interface Tab {
  readonly page: Page;
  readonly phone: Phone;
  readonly engine: ExpertEngine;
  /** Runs something of the engine as this page's code; ops made in it get this id. */
  run<T>(work: () => T, id?: string): T;
  isBusy(): boolean;
  wake(): void;
  /** Runs the timers that are set now. */
  runTimers(): void;
  /** The tab is gone from one moment to the next. */
  kill(): void;
  leave(): void;
  /** Another page or the worker says that the store changed. */
  hear(): void;
}

export interface Surroundings {
  readonly network: Network;
  readonly now: () => number;
  /** Gives an id to an op whose caller did not name one. */
  readonly newId: (phone: Phone) => string;
}

export async function openTab(phone: Phone, { network, now, newId }: Surroundings): Promise<Tab> {
  const page = newPage();
  const timers = new Set<() => void>();
  const wakers = new Set<() => void>();
  const hearers = new Set<() => void>();
  const run = <T>(work: () => T, id?: string): T => running.run(id === undefined ? { page } : { page, id }, work);
  let random = 0;
  // The first exchange begins by itself, when the code for it is there.
  let begun = false;

  const env: Env = {
    now: () => new Date(now() + phone.skew).toISOString(),
    // The worst phone: its clock stays wrong whatever it is told.
    correct: () => undefined,
    newId: () => running.getStore()?.id ?? newId(phone),
    random: () => (random = (random + 0.37) % 1),
    fetch: (path, init) => network.fetch({ device: phone.device, headers: phone.headers, isAlive: () => page.alive }, path, init),
    async exclusively(name, work) {
      begun = true;
      if (!page.alive) return new Promise<never>(() => {});
      if (!phone.hasLocks) return work();
      if (phone.locks.has(name)) return undefined;
      phone.locks.set(name, page);
      try {
        return await work();
      } finally {
        if (phone.locks.get(name) === page) phone.locks.delete(name);
      }
    },
    announce() {
      for (const other of phone.tabs) if (other.page !== page) other.hear();
    },
    onAnnounce(_name, hear) {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
    onWake(wake) {
      wakers.add(wake);
      return () => wakers.delete(wake);
    },
    isVisible: () => true,
    isOnline: () => true,
    afterPicture: (due) => queueMicrotask(() => page.alive && due()),
    after(_milliseconds, due) {
      timers.add(due);
      return () => timers.delete(due);
    },
    listen: () => () => undefined,
    sendInBackground: () => undefined,
  };

  const { id, project } = phone.person;
  const engine = await run(() => createEngine({ env, tables: async () => ({ rules: expertRules, schemas: rowSchemas }), me: { by: id, roles: ['expert'], project, device: phone.device, prove: proverOf(phone.device, () => env.now()) } }));
  let left = false;

  function end(): void {
    phone.tabs.delete(opened);
    for (const [name, holder] of phone.locks) if (holder === page) phone.locks.delete(name);
  }

  const opened: Tab = {
    page, phone, engine, run,
    isBusy: () => page.alive && (page.transactions.size > 0 || (!left && !begun)),
    wake: () => void (page.alive && run(() => wakers.forEach((wake) => wake()))),
    runTimers() {
      const due = [...timers];
      timers.clear();
      run(() => due.forEach((one) => one()));
    },
    kill() {
      kill(page);
      end();
    },
    leave() {
      left = true;
      run(() => engine.stop());
      phone.tabs.delete(opened);
    },
    // A message comes a little later.
    hear: () => void setImmediate(() => page.alive && run(() => hearers.forEach((hear) => hear()))),
  };
  phone.tabs.add(opened);
  return opened;
}
