import { resolve } from 'node:path';
import { readTrusted } from './client-address.ts';

/** Everything that a deployment may say, checked. */
export interface Config {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  /** Absolute; made at the start where it does not exist. */
  readonly dataDir: string;
  /** The address of a PostgreSQL database; undefined for the built-in one in `dataDir`. Holds a password: never printed. */
  readonly databaseUrl: string | undefined;
  /** The address that people open, without a slash at its end. */
  readonly publicUrl: string;
  /** Whether this process is the mailbox, too, or another one behind the same address. */
  readonly mailbox: 'here' | 'elsewhere';
  /** The folder of the mailbox's own file; absolute. */
  readonly mailDir: string;
  /** 32 bytes that tickets for the mailbox are made under; undefined for new ones at each start. A secret: never printed. */
  readonly mailKey: Uint8Array | undefined;
  /** 32 bytes that logins are marked with; undefined for those of `login.key` in `dataDir`. A secret: never printed. */
  readonly loginKey: Uint8Array | undefined;
  /** Proxies whose word about addresses counts, as they were written (client-address.ts); undefined for those on this machine alone. */
  readonly trustedProxies: string | undefined;
}

export type ConfigResult = { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly problems: readonly string[] };

type Environment = Readonly<Record<string, string | undefined>>;

const onThisMachine = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Reads the environment variables. Every value that is wrong gives one line which says what would be right. */
export function readConfig(env: Environment): ConfigResult {
  const problems: string[] = [];
  // An empty value is how many tools write "not set".
  const given = (name: string): string | undefined => env[name]?.trim() || undefined;

  const portText = given('PORT') ?? '8080';
  const port = /^\d{1,5}$/.test(portText) && Number(portText) <= 65_535 ? Number(portText) : undefined;
  if (port === undefined) problems.push('PORT must be a number from 0 to 65535.');

  const host = given('HOST') ?? '127.0.0.1';
  if (!/^[A-Za-z0-9.:_-]+$/.test(host)) problems.push('HOST must be a host name or an IP address to listen on, such as 127.0.0.1 or 0.0.0.0.');

  const dataDir = given('DATA_DIR') ?? './data';
  if (dataDir.includes('\0')) problems.push('DATA_DIR must be the path of a folder.');

  const databaseUrl = given('DATABASE_URL');
  if (databaseUrl !== undefined && !isPostgresUrl(databaseUrl)) {
    problems.push('DATABASE_URL must be the address of a PostgreSQL database, such as postgresql://rasti@localhost/rasti, or not set: then the built-in database in DATA_DIR is used.');
  }

  const publicUrl = checkPublicUrl(given('PUBLIC_URL') ?? `http://localhost:${port ?? ''}`, problems);

  const mailbox = given('MAILBOX') ?? 'on';
  if (mailbox !== 'on' && mailbox !== 'off') problems.push('MAILBOX must be on, or off where `npm run mailbox` runs on another machine.');
  const mailDir = given('MAIL_DIR');
  if (mailDir?.includes('\0')) problems.push('MAIL_DIR must be the path of a folder.');
  const mailKey = given('MAIL_KEY');
  const isKey = mailKey === undefined || /^[0-9a-f]{64}$/i.test(mailKey);
  if (!isKey) problems.push('MAIL_KEY must be 64 hexadecimal digits, as `openssl rand -hex 32` prints them.');
  if (mailKey === undefined && mailbox === 'off') problems.push('MAIL_KEY must be set where MAILBOX is off: 64 hexadecimal digits, the same on both machines.');

  const loginKey = given('LOGIN_KEY');
  if (loginKey !== undefined && !/^[0-9a-f]{64}$/i.test(loginKey)) problems.push('LOGIN_KEY must be 64 hexadecimal digits, as `openssl rand -hex 32` prints them.');

  const trustedProxies = given('TRUSTED_PROXIES');
  const trusted = readTrusted(trustedProxies ?? '');
  if (!trusted.ok) problems.push(`TRUSTED_PROXIES must be the addresses of your own proxies, such as 10.0.0.7 or 10.0.0.0/24, with commas between: ${trusted.problem}.`);

  if (port === undefined || problems.length > 0) return { ok: false, problems };
  const mail = { mailbox: mailbox === 'on' ? 'here' : 'elsewhere', mailDir: resolve(mailDir ?? dataDir), mailKey: mailKey === undefined ? undefined : Buffer.from(mailKey, 'hex') } as const;
  return { ok: true, config: Object.freeze({ port, host, dataDir: resolve(dataDir), databaseUrl, publicUrl, trustedProxies, ...mail, loginKey: loginKey === undefined ? undefined : Buffer.from(loginKey, 'hex') }) };
}

/** A database has to be named: without one PostgreSQL takes the user's name for it, which is never what was meant. */
function isPostgresUrl(value: string): boolean {
  const url = URL.parse(value);
  return (url?.protocol === 'postgres:' || url?.protocol === 'postgresql:') && /^\/[^/]+$/.test(url.pathname);
}

function checkPublicUrl(value: string, problems: string[]): string {
  const url = URL.parse(value);
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.username !== '' || url.password !== '') {
    problems.push('PUBLIC_URL must be the address that people open, such as https://rasti.example.org.');
    return '';
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') problems.push('PUBLIC_URL must have no path: the app lives at the root of its address.');
  // Without HTTPS browsers give no service worker, no cryptography and no Secure cookies; localhost is their one exception.
  if (url.protocol === 'http:' && !onThisMachine.has(url.hostname)) problems.push('PUBLIC_URL must begin with https:// (only localhost, 127.0.0.1 and [::1] work with http://).');
  return url.origin;
}
