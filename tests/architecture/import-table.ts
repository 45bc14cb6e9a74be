// The import table of the house. A line that nothing uses is stale and fails.

export interface Row {
  /** Folders or files under src (or top-level folders) that a folder may import besides itself. */
  readonly may: readonly string[];
  /** Packages, and the files that may name them; `everywhere` for the whole folder. */
  readonly packages: Readonly<Record<string, readonly string[] | 'everywhere'>>;
}

export const TABLE: Readonly<Record<string, Row>> = {
  domain: { may: [], packages: { valibot: ['schema.ts'] } },
  protocol: { may: ['domain'], packages: {} },
  crypto: {
    may: ['domain/schema.ts', 'domain/sealed.ts', 'protocol/sealed.ts'],
    packages: { hpke: 'everywhere' },
  },
  client: {
    may: ['domain', 'protocol/limits.ts', 'protocol/sync.ts', 'protocol/login.ts'],
    packages: {
      // db.ts opens one person's store; settings.ts what is known before anybody is signed in.
      '@preact/signals': 'everywhere',
    },
  },
  ui: {
    may: ['locales'],
    packages: { preact: 'everywhere', '@preact/signals': 'everywhere', i18next: 'everywhere' },
  },
  expert: {
    may: [
      'domain',
      'protocol/expert.ts',
      'protocol/rows.ts',
      'protocol/login.ts',
      'crypto',
      'client',
      'ui',
    ],
    packages: { preact: 'everywhere', '@preact/signals': 'everywhere', 'workbox-window': ['worker-bridge.ts'] },
  },
  staff: {
    may: ['domain', 'protocol', 'crypto', 'client', 'ui'],
    packages: { preact: 'everywhere', '@preact/signals': 'everywhere', uqr: 'everywhere' },
  },
  // The worker sends what waits with the page's own queue; it knows no feature and no schema.
  sw: {
    may: ['client/db.ts', 'client/drain.ts', 'client/idb.ts', 'client/settings.ts', 'client/triage.ts', 'domain/reason.ts', 'protocol/limits.ts', 'protocol/sync.ts'],
    packages: {},
  },
  server: {
    may: ['domain', 'protocol'],
    packages: { 'node:*': 'everywhere', hono: 'everywhere', '@hono/node-server': 'everywhere', pg: ['db/postgres.ts', 'db/postgres-wake.ts'] },
  },
};
