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
    may: ['domain/schema.ts', 'domain/sealed.ts', 'protocol/sealed.ts', 'protocol/proof.ts'],
    packages: { hpke: 'everywhere', '@noble/ciphers': ['sealing.ts'], '@noble/hashes': ['sealing.ts', 'kdf.ts', 'body.ts'] },
  },
  client: {
    may: ['domain', 'protocol/limits.ts', 'protocol/sync.ts', 'protocol/login.ts', 'protocol/proof.ts'],
    packages: {
      // db.ts opens one person's store; settings.ts what is known before anybody is signed in.
      '@preact/signals': 'everywhere',
    },
  },
  // The private channel on a device: both apps use it, no server knows it.
  channel: {
    may: ['domain/result.ts', 'domain/schema.ts', 'domain/time.ts', 'protocol/mailbox.ts', 'protocol/mailbox-kept.ts', 'protocol/mailbox-limits.ts', 'protocol/mailbox-tickets.ts', 'crypto', 'client/asker.ts', 'client/browser-chunk.ts', 'client/call.ts', 'client/env.ts', 'client/idb.ts', 'client/once-more.ts'],
    packages: { '@preact/signals': 'everywhere' },
  },
  // Keeps what is sealed for people that it does not know. It can run on another organisation's machine.
  mailbox: {
    may: ['protocol/mailbox.ts', 'protocol/mailbox-kept.ts', 'protocol/mailbox-limits.ts', 'protocol/mailbox-tickets.ts'],
    packages: { 'node:*': 'everywhere' },
  },
  ui: {
    // Every import() of the browser's code goes through one function, which says why something did not come.
    may: ['locales', 'client/browser-chunk.ts'],
    packages: { preact: 'everywhere', '@preact/signals': 'everywhere', i18next: 'everywhere', hyphen: ['hyphens/divide.ts'] },
  },
  expert: {
    may: [
      'domain',
      'protocol/expert.ts',
      'protocol/rows.ts',
      'protocol/login.ts',
      'crypto',
      'channel',
      'client',
      'ui',
    ],
    packages: { preact: 'everywhere', '@preact/signals': 'everywhere', 'workbox-window': ['worker-bridge.ts'], 'ical-generator': ['sessions/calendar/file.ts'] },
  },
  staff: {
    may: ['domain', 'protocol', 'crypto', 'channel', 'client', 'ui'],
    packages: { preact: 'everywhere', '@preact/signals': 'everywhere', uqr: 'everywhere', 'libphonenumber-js': ['phone-library.ts'] },
  },
  // One page for somebody without an account: it knows a ride and nothing of the app.
  ride: {
    may: ['protocol/ride.ts', 'crypto/link.ts', 'client/browser-env.ts', 'client/call.ts', 'client/link/find-secret.ts', 'client/secret.ts', 'domain/phone.ts', 'domain/schema.ts', 'ui'],
    packages: { preact: 'everywhere', '@preact/signals': 'everywhere' },
  },
  // The worker sends what waits with the page's own queue; it knows no feature and no schema.
  sw: {
    may: ['locales', 'crypto/prove.ts', 'client/asker.ts', 'client/db.ts', 'client/drain.ts', 'client/erase-login.ts', 'client/outbox.ts', 'client/renew.ts', 'client/idb.ts', 'client/reminders.ts', 'client/settings.ts', 'client/triage.ts', 'domain/reason.ts', 'protocol/limits.ts', 'protocol/sync.ts'],
    packages: {},
  },
  server: {
    may: ['domain', 'protocol', 'mailbox'],
    packages: { 'node:*': 'everywhere', hono: 'everywhere', '@hono/node-server': 'everywhere', pg: ['db/postgres.ts', 'db/postgres-wake.ts'] },
  },
};
