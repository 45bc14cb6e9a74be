import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inRepository } from './paths.ts';

const MADE_FROM = [
  'src',
  'locales',
  'public',
  'index.html',
  'manifest.webmanifest',
  'vite.config.ts',
  'package-lock.json',
];
// Written last by the build, so a build that broke half-way counts as missing.
const MADE_LAST = inRepository('dist/expert/sw.js');

/**
 * Builds when there is no build, or when a source is newer than it. A build over its budget is
 * still a build. Throws when there is none afterwards.
 */
export function ensureBuilt(): void {
  if (existsSync(MADE_LAST)) {
    const built = statSync(MADE_LAST).mtimeMs;
    if (MADE_FROM.every((path) => newest(inRepository(path)) <= built)) return;
  }
  // What it prints is for people: standard output belongs to whoever called.
  spawnSync(process.execPath, [inRepository('src/tools/build.ts')], { stdio: ['ignore', 2, 2] });
  if (!existsSync(MADE_LAST)) throw new Error('The build failed.');
}

function newest(path: string): number {
  if (!existsSync(path)) return 0;
  const own = statSync(path);
  if (!own.isDirectory()) return own.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}
