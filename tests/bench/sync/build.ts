import { readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, loadConfigFromFile } from 'vite';
import type { BuildEnvironmentOptions, Plugin } from 'vite';
import { inRepository } from '../../../src/tools/paths.ts';

// A test runner that starts this sets NODE_ENV=test, which would build for development.
process.env['NODE_ENV'] = 'production';

const own = (path: string): string => inRepository(`tests/bench/sync/${path}`);

/** For the same browsers as the app. */
async function targets(): Promise<NonNullable<BuildEnvironmentOptions['target']>> {
  const loaded = await loadConfigFromFile({ command: 'build', mode: 'expert' }, inRepository('vite.config.ts'));
  const found = loaded?.config.build?.target;
  if (!found) throw new Error('the app is built for no browsers');
  return found;
}

const quiet = { configFile: false, publicDir: false, logLevel: 'warn' } as const;
const common = async () => ({ target: await targets(), emptyOutDir: true, modulePreload: false, reportCompressedSize: false }) as const;

/** Builds the page into `<folder>/expert`, where the server looks for an app. Never shipped: nothing in src knows of it. */
export async function buildPage(folder: string): Promise<void> {
  await build({ ...quiet, root: own('page'), build: { ...(await common()), outDir: join(folder, 'expert') } });
}

/** Bytes, gzip -9, each as one file. */
export interface CodeSize {
  readonly page: number;
  readonly worker: number;
  /** What these add to the page. */
  readonly drafts: number;
  readonly adapter: number;
}

// Shared with everything else on the page: the signals that screens draw with, the nouns and their checks.
const shared = /^@preact\/signals|[\\/]src[\\/]domain[\\/]|[\\/]src[\\/]protocol[\\/]sync\.ts$|^valibot/;
const drafts = /[\\/]client[\\/]drafts\.ts$/;

/** What the sync and store code costs on the wire: the engine in the page with what it loads later, and the worker's queue. */
export async function measureCode(folder: string): Promise<CodeSize> {
  const engine = inRepository('src/client/engine.ts');
  const page = await sizeOf(engine, join(folder, 'code-page'), (id) => shared.test(id) || drafts.test(id));
  const withDrafts = await sizeOf(engine, join(folder, 'code-drafts'), (id) => shared.test(id));
  const all = await sizeOf(own('page/shipped.ts'), join(folder, 'code-all'), (id) => shared.test(id));
  const worker = await sizeOf(inRepository('src/sw/background.ts'), join(folder, 'code-worker'), () => false);
  return { page, worker, drafts: withDrafts - page, adapter: all - withDrafts };
}

// What comes late is in the same file here: how an app cuts its code into files is not what is measured.
const late = { './sync.ts': 'createSync', './browser-wake.ts': 'listen' };
const inOneFile: Plugin = {
  name: 'in-one-file', enforce: 'pre',
  transform(code) {
    const found = Object.entries(late).filter(([file]) => code.includes(`import('${file}')`));
    const imports = found.map(([file, name]) => `import { ${name} as own_${name} } from '${file}';`).join('');
    if (found.length === 0) return null;
    return imports + found.reduce((all, [file, name]) => all.replace(`import('${file}')`, `Promise.resolve({ ${name}: own_${name} })`), code);
  },
};

async function sizeOf(entry: string, outDir: string, external: (id: string) => boolean): Promise<number> {
  const rolldownOptions = { input: entry, external, preserveEntrySignatures: 'strict' as const };
  await build({ ...quiet, plugins: [inOneFile], root: inRepository('.'), build: { ...(await common()), outDir, rolldownOptions } });
  const files = readdirSync(outDir, { recursive: true, encoding: 'utf8' }).filter((file) => extname(file) === '.js');
  if (files.length !== 1) throw new Error(`${files.length} files instead of one`);
  return gzipSync(readFileSync(join(outDir, files[0] ?? '')), { level: 9 }).byteLength;
}
