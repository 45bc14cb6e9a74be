import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig, type UserConfig } from 'vite';
import type { TestProjectInlineConfiguration } from 'vitest/config';
import { firstChunk, oneChunk } from './src/tools/first-chunk.ts';
import { modulesReport } from './src/tools/modules-report.ts';
import { plainImports } from './src/tools/plain-imports.ts';
import { precacheList } from './src/tools/precache.ts';
import { rootManifest } from './src/tools/root-manifest.ts';

// One config, one build per mode: `expert`, `staff` and `ride` are pages, `worker` is the
// expert page's service worker and must come after it. The server runs unbuilt.

const root = fileURLToPath(new URL('.', import.meta.url));
const inRoot = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const TARGETS = ['es2022', 'chrome105', 'safari16.4', 'firefox115'];

// Packages that change seldom and are needed for the first screen, in one chunk that an
// update does not ship again. valibot, hpke and workbox-window stay out: they load when wanted.
const VENDOR = /node_modules[\\/](?:preact|@preact|i18next)[\\/]/;
const WORDS = /[\\/]locales[\\/]([a-z]+)[\\/]([a-z-]+)\.json$/;
// The private channel and what it alone uses, without what locks the store: that is another feature's as well.
const CHANNEL = /[\\/]src[\\/](?:channel[\\/](?!form\.ts|rewrite\.ts)|crypto[\\/](?:chain|card)|protocol[\\/](?:mailbox|bytes))/;
const KEYS = /[\\/]src[\\/]crypto[\\/](?:base64url|bytes|keys|scalars|stored-keys)\.ts$/;
const SEALING = /[\\/]src[\\/](?:crypto[\\/](?:body|clean|envelope|inner|seal|slots)|(?:domain|protocol)[\\/]sealed)\.ts$|node_modules[\\/]hpke[\\/]/;
const FEATURE = /[\\/]src[\\/](?:expert|staff)[\\/]([a-z-]+)[\\/]/;

/** Says in the file's name what a chunk is; the worker reads the language from it. */
function chunkName(chunk: { facadeModuleId?: string | null }): string {
  const id = chunk.facadeModuleId ?? '';
  const words = WORDS.exec(id);
  if (words) return `assets/words-${words[1]}-${words[2]}-[hash].js`;
  const feature = FEATURE.exec(id);
  return feature ? `assets/${feature[1]}-[hash].js` : 'assets/[name]-[hash].js';
}

const shared: UserConfig = {
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  // The package's "module" field is its ES5 build, nearly twice the bytes.
  resolve: { alias: { 'workbox-window': 'workbox-window/build/workbox-window.prod.mjs' } },
  json: { stringify: true },
};

function page(mode: 'expert' | 'staff' | 'ride'): UserConfig {
  return {
    ...shared,
    root: mode === 'expert' ? root : inRoot(`src/${mode}`),
    base: mode === 'expert' ? '/' : `/${mode}/`,
    publicDir: mode === 'expert' ? inRoot('public') : false,
    plugins: [
      plainImports(),
      modulesReport(root, inRoot(`dist/${mode}.modules.json`)),
      ...(mode === 'expert' ? [rootManifest(inRoot('manifest.webmanifest'))] : []),
    ],
    build: {
      target: TARGETS,
      outDir: inRoot(`dist/${mode}`),
      emptyOutDir: true,
      // What a later screen imports is mostly there already; the lists of it would cost more than they save.
      modulePreload: {
        polyfill: false,
        resolveDependencies: (_file, deps, { hostType }) => (hostType === 'html' ? deps : []),
      },
      assetsInlineLimit: 0, // data: URLs are refused by the content security policy
      reportCompressedSize: false, // src/tools/budget.ts measures what is really served
      rolldownOptions: {
        output: {
          entryFileNames: 'assets/[name]-[hash].js',
          chunkFileNames: chunkName,
          codeSplitting: {
            groups: [
              { name: 'vendor', test: VENDOR, priority: 2 },
              { name: firstChunk(inRoot(`src/${mode}/main.tsx`)), debugName: 'first', priority: 1 },
              { name: 'keys', test: KEYS, includeDependenciesRecursively: false },
              { name: 'seal', test: SEALING, includeDependenciesRecursively: false },
              { name: oneChunk('channel', [inRoot('src/channel/open.ts')], (id) => CHANNEL.test(id)), debugName: 'channel', includeDependenciesRecursively: false },
              { name: oneChunk('channel-seldom', [inRoot('src/channel/seldom.ts'), inRoot('src/channel/tickets.ts')], (id) => CHANNEL.test(id)), debugName: 'channel-seldom', includeDependenciesRecursively: false },
            ],
          },
        },
      },
    },
  };
}

function worker(): UserConfig {
  return {
    ...shared,
    root,
    publicDir: false,
    define: { __PRECACHE__: JSON.stringify(precacheList(inRoot('dist/expert'))) },
    build: {
      target: TARGETS,
      outDir: inRoot('dist/expert'),
      emptyOutDir: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: inRoot('src/sw/worker.ts'),
        output: { format: 'iife', entryFileNames: 'sw.js' },
      },
    },
  };
}

// isolate: false makes the suite about eight times cheaper; tests clean up after
// themselves. Vitest leaves one core to itself, which on two cores makes every file wait for the one before it: two
// workers at least. Journeys own a browser and a server each, and run last; two at a time, for most of each is waiting.
const maxWorkers = Math.max(2, availableParallelism() - 1);
const projects: TestProjectInlineConfiguration[] = [
  {
    extends: true,
    test: {
      name: 'unit',
      include: ['tests/{domain,protocol,crypto,channel,mailbox,server,architecture,client,sw,tools}/**/*.test.ts'],
      exclude: ['tests/server/postgres/**'],
      setupFiles: ['fake-indexeddb/auto', 'tests/support/use-sqlite.ts'],
      isolate: false,
      maxWorkers,
      testTimeout: 30_000,
    },
  },
  {
    // The client's contract once more, over stores that are sealed.
    extends: true,
    test: {
      name: 'sealed',
      include: ['tests/client/{bad-input,drain,engine,pull,rows,two-tabs}.test.ts'],
      setupFiles: ['fake-indexeddb/auto', 'tests/support/use-sealed.ts'],
      isolate: false,
      maxWorkers,
      testTimeout: 120_000,
    },
  },
  {
    // The server's contract once more, over PostgreSQL, and what only several servers on one database can show.
    extends: true,
    test: {
      name: 'postgres',
      include: ['tests/server/{access,appointments,bad-input,chains,database,events,housekeeping,login,numbering,own-notes,people,proof,pull,quota,restore-revokes,rides,run,settle,sync,tidy,wake}*.test.ts', 'tests/server/postgres/*.test.ts'],
      globalSetup: ['tests/support/postgres.ts'],
      setupFiles: ['tests/support/use-postgres.ts'],
      isolate: false,
      maxWorkers,
      testTimeout: 60_000,
      hookTimeout: 30_000,
    },
  },
  {
    extends: true,
    test: {
      name: 'screens',
      include: ['tests/{ui,expert,staff,ride}/**/*.test.{ts,tsx}'],
      environment: 'happy-dom',
      setupFiles: ['fake-indexeddb/auto', 'tests/support/screens.ts'],
      isolate: false,
      maxWorkers,
      testTimeout: 30_000,
      hookTimeout: 60_000,
    },
  },
  {
    extends: true,
    test: {
      name: 'journeys',
      include: ['tests/journeys/**/*.test.ts'],
      maxWorkers: 2,
      testTimeout: 180_000,
      hookTimeout: 180_000,
      sequence: { groupOrder: 1 },
    },
  },
];

export default defineConfig(({ mode }) => {
  if (mode === 'worker') return worker();
  if (mode === 'staff' || mode === 'ride') return page(mode);
  if (mode === 'test') return { ...shared, root, test: { projects } };
  return page('expert');
});
