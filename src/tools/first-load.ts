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

/** Files of the built app that the first home screen needs, in one language; JS and CSS, sorted. */
export function firstLoad(chunks: readonly ChunkReport[], language: string, wanted = HOME_IMPORTS): string[] {
  const files = new Set<string>();
  for (const chunk of chunks) if (chunk.isEntry) follow(chunk);
  for (const name of wanted) {
    const module = name.replace('*', language);
    const holder = chunks.find((chunk) => chunk.modules.includes(module));
    if (!holder) throw new Error(`The first load names ${module}, and no chunk holds it.`);
    follow(holder);
  }
  return [...files].sort();

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
