import { fileURLToPath } from 'node:url';

/** Absolute path of something in the repository, whatever the working directory is. */
export function inRepository(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}
