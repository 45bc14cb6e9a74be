import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const MAC = ['Chromium', 'Google Chrome', 'Microsoft Edge'];
const WINDOWS = [
  'Chromium\\Application\\chrome.exe',
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * Path of a Chromium, Chrome or Edge: `CHROMIUM`, what the system has, what Playwright
 * downloaded, else one that is installed now. Throws one line that says what to install.
 */
export async function findBrowser(): Promise<string> {
  const named = process.env['CHROMIUM'];
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM names ${named}, and there is no such file.`);
  }
  const found = lookAround();
  if (found) return found;
  install();
  const installed = lookAround();
  if (installed) return installed;
  throw new Error('No browser found: install Chromium or Chrome, or set CHROMIUM to its path.');
}

function lookAround(): string | undefined {
  return candidates().find((path) => existsSync(path));
}

function candidates(): string[] {
  const path = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  if (process.platform === 'win32') {
    const bases = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) => process.env[name]);
    const system = bases.flatMap((base) => (base ? WINDOWS.map((one) => join(base, one)) : []));
    return [...system, ...downloaded()];
  }
  const inPath = NAMES.flatMap((name) => path.map((folder) => join(folder, name)));
  const system =
    process.platform === 'darwin'
      ? MAC.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
      : ['/snap/bin/chromium'];
  return [...inPath, ...system, ...downloaded()];
}

/** Playwright knows no path on systems that it was not built for. */
function downloaded(): string[] {
  try {
    return [chromium.executablePath()];
  } catch {
    return [];
  }
}

/** The way the platform allows: the distribution's package as root, else Playwright's download. */
function install(): void {
  const root = process.getuid?.() === 0;
  if (root && existsSync('/usr/bin/apt-get')) {
    run('apt-get', ['update']);
    run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core']);
    return;
  }
  const cli = join(dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'cli.js');
  run(process.execPath, [cli, 'install', 'chromium']);
}

/** A failure is no error yet: what counts is whether a browser is there afterwards. */
function run(command: string, args: readonly string[]): void {
  console.log(`> ${command} ${args.join(' ')}`);
  spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log(await findBrowser());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  }
}
