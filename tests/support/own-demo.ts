import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/server/config.ts';
import { startServer } from '../../src/server/main.ts';
import type { RunningServer } from '../../src/server/main.ts';
import { compressFolder } from '../../src/tools/compress.ts';
import { prepareDemo } from '../../src/tools/demo/prepare.ts';
import type { Links } from '../../src/tools/demo/story.ts';
import { ensureBuilt } from '../../src/tools/ensure-built.ts';
import { inRepository } from '../../src/tools/paths.ts';
import { makeOtherBuild } from './other-build.ts';

export interface OwnDemo {
  readonly url: string;
  readonly links: Links;
  readonly dataDir: string;
  stop(): Promise<void>;
  start(): Promise<void>;
  /** The server's clock goes so much ahead from now on. */
  ahead(minutes: number): void;
  /** Puts out a new version: the same app, but another service worker. */
  release(version: string): Promise<void>;
  /** Puts out another build, which knows no file of this one by its name. */
  rebuild(mark: string): Promise<void>;
  remove(): Promise<void>;
}

/** The demo in this process with a build of its own, so that a test can stop it and put out a newer version. `publicUrl`: what people open, where that is not the server itself. */
export async function startOwnDemo({ publicUrl = '', isPaired = false }: { publicUrl?: string; isPaired?: boolean } = {}): Promise<OwnDemo> {
  ensureBuilt();
  const folder = mkdtempSync(join(tmpdir(), 'rasti-own-'));
  const dist = join(folder, 'dist');
  cpSync(inRepository('dist'), dist, { recursive: true });
  const dataDir = join(folder, 'data');
  let server: RunningServer | undefined;
  let aheadMs = 0;
  const now = () => new Date(Date.now() + aheadMs).toISOString();

  async function run(port: string): Promise<string> {
    const settings = readConfig({ PORT: port, DATA_DIR: dataDir, PUBLIC_URL: publicUrl });
    if (!settings.ok) throw new Error(settings.problems.join(' '));
    server = await startServer(settings.config, { dist, write: () => {}, now });
    return server.url;
  }

  async function stop(): Promise<void> {
    await server?.close();
    server = undefined;
  }

  const settings = readConfig({ PORT: '0', DATA_DIR: dataDir, PUBLIC_URL: publicUrl });
  if (!settings.ok) throw new Error(settings.problems.join(' '));
  const links = await prepareDemo(settings.config, { isPaired });
  const url = await run('0');
  const port = new URL(url).port;
  const start = async () => void (await run(port));
  return {
    url, links, dataDir, stop, start,
    ahead: (minutes) => void (aheadMs += minutes * 60_000),
    async release(version) {
      await stop();
      const worker = join(dist, 'expert', 'sw.js');
      writeFileSync(worker, `${readFileSync(worker, 'utf8')}\n// ${version}\n`);
      compressFolder(join(dist, 'expert'));
      await start();
    },
    async rebuild(mark) {
      await stop();
      makeOtherBuild(dist, mark);
      await start();
    },
    async remove() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
