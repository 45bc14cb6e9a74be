import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import type { Role } from '../../src/domain/op.ts';
import { readConfig } from '../../src/server/config.ts';
import { revive } from '../../src/tools/demo/actor.ts';
import type { Actor } from '../../src/tools/demo/actor.ts';
import { readMemory } from '../../src/tools/demo/folder.ts';
import { prepareDemo } from '../../src/tools/demo/prepare.ts';
import { ensureBuilt } from '../../src/tools/ensure-built.ts';
import { inRepository } from '../../src/tools/paths.ts';
import { temporaryFolder } from './folder.ts';
import { headersAt, startProcess } from './process.ts';

export interface KillableDemo {
  readonly url: string;
  readonly dataDir: string;
  linkOf(role: Role): string;
  /** Ends the server process, and resolves when it is gone. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
  /** Starts it again on the same port and data; `days` later by its clock. */
  start(days?: number): Promise<void>;
  /** One of the demo's people, on a device that is no browser. */
  person(role: Role): Promise<Actor>;
  remove(): Promise<void>;
}

/** The demo's project on the real server in a process of its own, which tells no story again when it is started again. */
export async function startKillableDemo(): Promise<KillableDemo> {
  ensureBuilt();
  const folder = temporaryFolder();
  const dataDir = join(folder.path, 'data');
  const settings = readConfig({ PORT: '0', DATA_DIR: dataDir });
  if (!settings.ok) throw new Error(settings.problems.join(' '));
  const links = await prepareDemo(settings.config, { isPaired: false });
  const run = (port: string, days = 0) => {
    const env = { DATA_DIR: dataDir, DATABASE_URL: '', PORT: port, CLOCK_DAYS: `${days}`, NODE_OPTIONS: days === 0 ? '' : `--import=${pathToFileURL(inRepository('tests/support/later.ts')).href}` };
    return startProcess({ env });
  };
  let server = await run('0');
  const { url } = server;

  async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    server.kill(signal);
    await server.ended;
  }

  return {
    url,
    dataDir,
    linkOf: (role) => `${url}${role === 'expert' ? '/' : '/staff/'}#${links[role]}`,
    end,
    async start(days) {
      server = await run(new URL(url).port, days);
    },
    async person(role) {
      const kept = readMemory(dataDir)?.people[role];
      if (!kept) throw new Error('the demo keeps no such device');
      return revive((path, init) => fetch(url + path, { ...init, headers: { ...headersAt(url), ...Object.fromEntries(new Headers(init.headers)) } }), kept);
    },
    async remove() {
      await end('SIGTERM');
      folder.remove();
    },
  };
}
