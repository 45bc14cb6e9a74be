import { createProver } from '../../../../src/crypto/prove.ts';
import { createBrowserEnv } from '../../../../src/client/browser-env.ts';
import { createEngine, storeName } from '../../../../src/client/engine.ts';
import type { Engine } from '../../../../src/client/engine.ts';
import type { Env } from '../../../../src/client/env.ts';
import { sealedForm } from '../../../../src/client/sealed-db.ts';
import { createSealing } from '../../../../src/crypto/sealing.ts';
import type { Row } from '../../../../src/domain/op.ts';
import { parse } from '../../../../src/domain/schema.ts';
import { benchRowSchema, benchRules, benchSchemas, isBenchRow } from '../table.ts';
import type { BenchRow } from '../table.ts';
import type { Bench, OpenOptions } from './api.ts';
import { signIn } from './login.ts';
import { createNetwork } from './network.ts';
import { openShelf } from './store.ts';
import type { Shelf } from './store.ts';
import { mutation, rowOf } from './work.ts';

interface Opened {
  readonly engine: Engine<typeof benchRules>;
  readonly shelf: Shelf;
  readonly options: OpenOptions;
}

// Giving the PIN is no part of it: the key is there when the store is opened.
const dataKey = (): Uint8Array<ArrayBuffer> => new Uint8Array(32).fill(7);

/** The app's engine in the browser's world; all that is not the app's is the switch before the network. */
export function createOurs(isSealed: boolean): Bench {
  const kept = isSealed ? { seals: 1, form: sealedForm(createSealing(dataKey())) } : {};
  const network = createNetwork();
  const browser = createBrowserEnv();
  const env: Env = { ...browser, isOnline: network.isOn, fetch: (path, init) => network.through(() => browser.fetch(path, init)) };
  let opened: Opened | undefined;

  async function open(options: OpenOptions = {}): Promise<Opened> {
    close();
    network.off();
    const login = await signIn();
    const prove = (await createProver(login.device, login.keys, () => Date.parse(env.now()))) ?? undefined;
    const engine = await createEngine({
      ...kept, env, store: options.name, durability: options.durability ?? 'relaxed',
      tables: async () => ({ rules: benchRules, schemas: benchSchemas }),
      me: { by: login.person, project: login.project, roles: ['expert'], device: login.device, prove },
    });
    return (opened = { engine, options, shelf: openShelf(storeName(options.name ?? login.device), kept) });
  }

  function close(): void {
    opened?.engine.stop();
    opened?.shelf.close();
  }

  const current = (): Opened => {
    if (!opened) throw new Error('open() comes first');
    return opened;
  };

  async function flush(): Promise<void> {
    network.on();
    await current().engine.sync.now();
  }

  async function newest(n: number): Promise<readonly BenchRow[]> {
    const { engine, shelf } = current();
    return withWaiting(await shelf.newest(n), engine.pending.value, n);
  }

  return {
    open: async (options) => void (await open(options)),
    async enqueue(from, to) {
      const { engine } = current();
      const times: number[] = [];
      const begin = performance.now();
      for (let i = from, last = begin; i < to; i += 1) {
        const done = await engine.commit('bench/put', mutation(i));
        if (!done.ok) throw new Error(`mutation ${i}: ${done.reason}`);
        const now = performance.now();
        times.push(now - last);
        last = now;
      }
      return { ms: performance.now() - begin, times };
    },
    flush,
    flushNoWait: async () => void flush(),
    pending: async () => current().engine.pending.value.length,
    dead: async () => current().engine.refused.value.length,
    async count() {
      const { engine, shelf } = current();
      return withWaiting(await shelf.newest(Number.POSITIVE_INFINITY), engine.pending.value, Number.POSITIVE_INFINITY).length;
    },
    newest,
    async seed(from, to) {
      const { shelf, options } = current();
      await shelf.seed(Array.from({ length: to - from }, (_, index) => rowOf(from + index)));
      // The engine has read its store before.
      await open(options);
    },
    async erase() {
      const { engine, shelf } = current();
      shelf.close();
      await engine.erase();
    },
    // As the app starts: what the engine shows when it is open.
    async start(n) {
      const { engine } = await open();
      // The kind is not one of the app's, so its types do not know it.
      const rows: readonly Row[] = engine.live.value.all('bench' as never);
      return rows.filter(isBenchRow).toSorted((a, b) => b.m - a.m).slice(0, n);
    },
    marks: async () => network.marks(),
  };
}

/** What waits is newer than all that came; an entity that stands in both is shown as it will be. */
function withWaiting(rows: readonly BenchRow[], waiting: readonly { readonly args: unknown }[], n: number): readonly BenchRow[] {
  const found = new Map<string, BenchRow>();
  for (let at = waiting.length - 1; at >= 0 && found.size < n; at -= 1) {
    const args = benchRules['bench/put'].parse(waiting[at]?.args);
    if (!args.ok || found.has(args.value.entity)) continue;
    const { entity, ...rest } = args.value;
    const row = parse(benchRowSchema, { kind: 'bench', id: entity, ...rest });
    if (row.ok) found.set(entity, row.value);
  }
  for (const row of rows) if (!found.has(row.id)) found.set(row.id, row);
  return [...found.values()].slice(0, n);
}
