import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import type { Plugin } from 'vite';

/** One built JavaScript file: what it loads, and every module that is in it. */
export interface ChunkReport {
  readonly file: string;
  readonly isEntry: boolean;
  /** Repository-relative path of the module that the chunk was made for. */
  readonly facade: string | null;
  readonly imports: readonly string[];
  readonly dynamicImports: readonly string[];
  readonly css: readonly string[];
  /** Repository-relative paths; `\0` marks what the bundler made itself. */
  readonly modules: readonly string[];
}

/** Writes every module of every chunk to `file`, for the budget and the bundle test. Not served. */
export function modulesReport(root: string, file: string): Plugin {
  const short = (id: string): string =>
    id.startsWith('\0') ? id : relative(root, id.split('?')[0] ?? '').replaceAll('\\', '/');
  return {
    name: 'rasti:modules-report',
    apply: 'build',
    writeBundle(_options, bundle) {
      const chunks: ChunkReport[] = Object.values(bundle)
        .filter((part) => part.type === 'chunk')
        .map((chunk) => ({
          file: chunk.fileName,
          isEntry: chunk.isEntry,
          facade: chunk.facadeModuleId ? short(chunk.facadeModuleId) : null,
          imports: chunk.imports,
          dynamicImports: chunk.dynamicImports,
          css: [...(chunk.viteMetadata?.importedCss ?? [])],
          modules: chunk.moduleIds.map(short).sort(),
        }))
        .sort((a, b) => (a.file < b.file ? -1 : 1));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `${JSON.stringify(chunks, null, 1)}\n`);
    },
  };
}
