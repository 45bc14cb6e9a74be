import type { Plugin } from 'vite';

/**
 * Leaves out what Vite puts around every `import()`: it fetches styles and dependencies ahead, and there are none to fetch,
 * because all styles come with the page (vite.config.ts names no dependencies either). 0.7 kB of the first load.
 */
export function plainImports(): Plugin {
  return {
    name: 'rasti-plain-imports',
    enforce: 'pre',
    load: { filter: { id: /vite\/preload-helper/ }, handler: () => 'export const __vitePreload = (load) => load();' },
  };
}
