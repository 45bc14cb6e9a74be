import type { ChunkReport } from './modules-report.ts';

/**
 * What the first home screen imports on its way, besides what the entry imports statically.
 * Repository-relative; `*` stands for the language. A line that is in no chunk is stale.
 */
export const HOME_IMPORTS: readonly string[] = [
  'src/expert/home/Screen.tsx',
  'locales/*/common.json',
  'locales/*/home.json',
];

/** The private channel: its own code, what it knows of devices and persons, and what it says to the mailbox. */
const CHANNEL = /^src\/(?:channel\/|crypto\/(?:chain|card)|protocol\/mailbox)/;

/**
 * Files with code of the private channel that come when a conversation is opened: whatever holds its engine, and what that
 * imports statically, wherever the bundler has put it. What other features share (sealing, keys, schemas) is not the channel's.
 */
export function channelWhenOpened(chunks: readonly ChunkReport[]): string[] {
  const engine = chunks.find((chunk) => chunk.modules.includes('src/channel/engine.ts'));
  if (!engine) throw new Error('No chunk holds the engine of the private channel.');
  return chunks.filter(({ file, modules }) => reached(chunks, [engine]).has(file) && modules.some((path) => CHANNEL.test(path))).map(({ file }) => file);
}

/** Files of the built app that the first home screen needs, in one language; JS and CSS, sorted. */
export function firstLoad(chunks: readonly ChunkReport[], language: string, wanted = HOME_IMPORTS): string[] {
  const starts = chunks.filter(({ isEntry }) => isEntry);
  for (const name of wanted) {
    const module = name.replace('*', language);
    const holder = chunks.find((chunk) => chunk.modules.includes(module));
    if (!holder) throw new Error(`The first load names ${module}, and no chunk holds it.`);
    starts.push(holder);
  }
  return [...reached(chunks, starts)].sort();
}

/** The files of these chunks, and of all that they import statically; JS and CSS. */
function reached(chunks: readonly ChunkReport[], starts: readonly ChunkReport[]): Set<string> {
  const files = new Set<string>();
  starts.forEach(follow);
  return files;

  function follow(chunk: ChunkReport): void {
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const css of chunk.css) files.add(css);
    for (const file of chunk.imports) {
      const next = chunks.find((one) => one.file === file);
      if (next) follow(next);
    }
  }
}
