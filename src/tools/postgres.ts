import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Client } from 'pg';

// A PostgreSQL of one's own for tests and measurements: private, in a temporary folder, gone afterwards.

const oldest = 15;
const DEBIAN = '/usr/lib/postgresql';

export interface Cluster {
  /** The address of a database in it, which need not exist yet. */
  urlOf(database: string): string;
  /** Makes an empty database and returns its address. */
  create(database: string): Promise<string>;
  drop(database: string): Promise<void>;
  stop(): Promise<void>;
}

/** The folder with `postgres` and `initdb`, newest first; as root on Debian it installs them. Throws with one line where that fails. */
export function findPostgres(): string {
  const found = search() ?? (install() ? search() : undefined);
  if (found === undefined) throw new Error(`PostgreSQL ${oldest} or newer is needed for the tests: install it (Debian: apt-get install postgresql; macOS: brew install postgresql).`);
  return found;
}

function search(): string | undefined {
  const versioned = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder).sort((a, b) => parseFloat(b) - parseFloat(a)).map((name) => join(folder, name, 'bin')) : []);
  const brewed = ['/opt/homebrew/opt', '/usr/local/opt'].flatMap((folder) => (existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith('postgresql')).map((name) => join(folder, name, 'bin')) : []));
  const folders = [...versioned(DEBIAN), ...(process.env['PATH'] ?? '').split(delimiter), ...brewed];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && versionOf(folder) >= oldest);
}

/** `postgres (PostgreSQL) 15.18 (Debian …)` → 15 */
const versionOf = (folder: string): number => Number(/\) (\d+)/.exec(spawnSync(join(folder, 'postgres'), ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[1] ?? 0);

function install(): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const steps = [['update'], ['install', '-y', '--no-install-recommends', 'postgresql']];
  return steps.every((step) => spawnSync('apt-get', step, { env, stdio: ['ignore', 2, 2] }).status === 0);
}

/**
 * Starts a cluster that listens on a socket in its own folder only. `durable: false` leaves out every fsync: what is
 * thrown away need not survive a power cut, and a killed server still finds everything.
 */
export async function startCluster({ durable = false } = {}): Promise<Cluster> {
  const bin = findPostgres();
  const folder = mkdtempSync(join(tmpdir(), 'rasti-pg-'));
  const user = ownerOf(folder);
  const data = join(folder, 'data');
  const made = spawnSync(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'], { ...user, cwd: folder, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`PostgreSQL could not be set up: ${made.stderr || made.error?.message}`);
  const settings = ['listen_addresses=', `unix_socket_directories=${folder}`, 'max_connections=300', 'shared_buffers=64MB', `fsync=${durable ? 'on' : 'off'}`, 'timezone=UTC', 'log_min_messages=fatal'];
  const server = spawn(join(bin, 'postgres'), ['-D', data, ...settings.flatMap((one) => ['-c', one])], { ...user, cwd: folder, stdio: 'ignore' });
  const ended = once(server, 'exit');
  const kill = (): void => {
    server.kill('SIGQUIT');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', kill);

  const urlOf = (database: string): string => `postgresql:///${database}?host=${encodeURIComponent(folder)}&user=postgres`;
  async function asAdmin<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const client = new Client(urlOf('postgres'));
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  await Promise.race([untilUp(() => asAdmin(async () => undefined)), ended.then(() => Promise.reject(new Error('PostgreSQL ended as soon as it was started.')))]);
  return {
    urlOf,
    async create(database) {
      await asAdmin((client) => client.query(`create database ${client.escapeIdentifier(database)}`));
      return urlOf(database);
    },
    drop: (database) => asAdmin(async (client) => void (await client.query(`drop database ${client.escapeIdentifier(database)} with (force)`))),
    async stop() {
      process.off('exit', kill);
      // Fast shutdown: does not wait for those who are still connected.
      server.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** `initdb` and `postgres` refuse to run as root: then the user whom Debian's package made for them does. */
function ownerOf(folder: string): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const users = readFileSync('/etc/passwd', 'utf8').split('\n').map((one) => one.split(':'));
  const line = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  const [uid, gid] = [Number(line?.[2]), Number(line?.[3])];
  if (!line) throw new Error('PostgreSQL does not run as root, and there is no user "postgres" or "nobody": run the tests as another user.');
  chownSync(folder, uid, gid);
  return { uid, gid };
}

async function untilUp(connect: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      await connect();
      return;
    } catch (error) {
      if (tries === 300) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
