import { join } from 'node:path';
import { newDatabase } from './database.ts';
import type { TestDatabase } from './database.ts';
import { temporaryFolder } from './folder.ts';
import { runToEnd } from './process.ts';

/** Backs a database up, as `npm run backup` does. `restore` brings what it held at that moment into a new one, of the same kind; `closed`: the list of devices that were closed since. */
export async function backUp(database: TestDatabase): Promise<{ restore(closed?: string): Promise<TestDatabase>; remove(): void }> {
  const folder = temporaryFolder();
  const file = join(folder.path, 'backup.ndjson');
  const run = async (script: string, { env }: TestDatabase, ...more: readonly string[]): Promise<void> => {
    const { code, err } = await runToEnd(script, { ...env }, [file, ...more]);
    if (code !== 0) throw new Error(err);
  };
  await run('src/tools/backup.ts', database);
  return {
    remove: folder.remove,
    async restore(closed = 'none') {
      const fresh = await newDatabase();
      await run('src/tools/restore.ts', fresh, '--closed', closed);
      return fresh;
    },
  };
}
