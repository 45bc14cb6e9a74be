import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const NAME = 'manifest.webmanifest';

/**
 * Serves and emits the install manifest at the root under its own name. Vite would hash
 * it, and an installed app looks for the address that it was installed from.
 * Throws when the file is not JSON, so that a broken manifest fails the build.
 */
export function rootManifest(file: string): Plugin {
  const read = (): string => {
    const text = readFileSync(file, 'utf8');
    JSON.parse(text);
    return text;
  };
  return {
    name: 'rasti:root-manifest',
    configureServer(server) {
      server.middlewares.use(`/${NAME}`, (_request, response) => {
        response.setHeader('content-type', 'application/manifest+json');
        response.end(read());
      });
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: NAME, source: read() });
    },
  };
}
