import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { wireBytes } from './compress.ts';
import { channelWhenOpened, firstLoad } from './first-load.ts';
import type { ChunkReport } from './modules-report.ts';
import { inRepository } from './paths.ts';
import { precacheList } from './precache.ts';

const APP = inRepository('dist/expert');
export const LANGUAGES = ['fi', 'sv', 'en'] as const;

/** Bytes on the wire, brotli 11. The names of other files stand in it, so a change elsewhere moves it by some tens of bytes. */
export const FIRST_LOAD_LIMIT = 39_300;

/** The private channel's own code that comes when a conversation is opened, written to, sent and read. */
export const CHANNEL_LIMIT = 13_000;

export interface Part {
  readonly name: string;
  readonly bytes: number;
  readonly limit: number;
}

/** The modules of every chunk of the built app. Throws when it was not built. */
export function readReport(app: 'expert' | 'ride' = 'expert'): ChunkReport[] {
  return JSON.parse(readFileSync(inRepository(`dist/${app}.modules.json`), 'utf8')) as ChunkReport[];
}

/** What the built app costs, part by part; where languages differ, the largest one counts. */
export function measure(): Part[] {
  const chunks = readReport();
  const size = (file: string): number => wireBytes(join(APP, file));
  const sum = (files: readonly string[]): number => files.reduce((all, file) => all + size(file), 0);
  const dearest = (cost: (language: string) => number): number => Math.max(...LANGUAGES.map(cost));

  const html = size('index.html');
  const first = firstLoad(chunks, LANGUAGES[0]);
  const css = first.filter((file) => file.endsWith('.css'));
  const vendor = first.filter((file) => file.includes('/vendor-'));
  const isWords = (file: string): boolean => file.includes('/words-');
  const app = first.filter((file) => file.endsWith('.js') && !vendor.includes(file) && !isWords(file));
  const firstOf = (language: string): string[] => firstLoad(chunks, language);
  const lazy = chunks.filter((chunk) => !LANGUAGES.some((language) => firstOf(language).includes(chunk.file)));
  const install = (language: string): number =>
    precacheList(APP)
      .filter((entry) => entry.language === undefined || entry.language === language)
      .reduce((all, entry) => all + size(entry.url === '/' ? 'index.html' : entry.url.slice(1)), 0);

  return [
    { name: 'HTML', bytes: html, limit: 1_500 },
    { name: 'CSS', bytes: sum(css), limit: 4_500 },
    { name: 'vendor', bytes: sum(vendor), limit: 22_000 },
    { name: 'app up to home', bytes: sum(app), limit: 13_000 },
    { name: 'words up to home', bytes: dearest((one) => sum(firstOf(one).filter(isWords))), limit: 3_000 },
    { name: 'FIRST LOAD', bytes: dearest((one) => html + sum(firstOf(one))), limit: FIRST_LOAD_LIMIT },
    { name: 'largest lazy chunk', bytes: Math.max(0, ...lazy.map((chunk) => size(chunk.file))), limit: 13_500 },
    { name: 'private channel when opened', bytes: sum(channelWhenOpened(chunks)), limit: CHANNEL_LIMIT },
    // With the queue that sends while no page is open; without it 2,850.
    { name: 'service worker', bytes: size('sw.js'), limit: 10_000 },
    { name: 'whole install, one language', bytes: dearest(install), limit: 275_000 },
  ];
}

/** The parts as lines of text, the ones over their limit marked. */
export function budgetTable(parts: readonly Part[]): string {
  const lines = parts.map(({ name, bytes, limit }) => {
    const over = bytes > limit ? `  OVER by ${bytes - limit}` : '';
    return `  ${name.padEnd(28)} ${String(bytes).padStart(8)} of ${String(limit).padStart(8)}${over}`;
  });
  return ['Young expert’s app, bytes on the wire (brotli 11):', ...lines].join('\n');
}

/** The parts that are over their limit. */
export function overBudget(parts: readonly Part[]): Part[] {
  return parts.filter((part) => part.bytes > part.limit);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const parts = measure();
  console.log(budgetTable(parts));
  for (const file of firstLoad(readReport(), LANGUAGES[0])) {
    console.log(`    ${String(wireBytes(join(APP, file))).padStart(8)} ${file}`);
  }
  process.exitCode = overBudget(parts).length > 0 ? 1 : 0;
}
