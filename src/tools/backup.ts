import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openBackup, writeBackup } from './copy/backup-file.ts';
import { command, readingFrom } from './copy/command.ts';
import { Problem, tellSums } from './copy/fill.ts';
import { isSame } from './copy/table.ts';

// `npm run backup -- <file or folder>`: everything in the database as it is at one moment, while the server runs.

await command(async (config) => {
  const [given] = process.argv.slice(2);
  if (given === undefined) throw new Problem('Say where to: npm run backup -- <file or folder>');
  const made = new Date().toISOString();
  const isFolder = existsSync(given) && statSync(given).isDirectory();
  const file = resolve(isFolder ? join(given, `rasti-${made.replaceAll(':', '')}.ndjson`) : given);
  if (existsSync(file)) throw new Problem(`${file} exists already: a backup is never written over.`);
  await readingFrom(config, async (db) => {
    const written = await writeBackup(db, file, made);
    const { sums } = await openBackup(file, db);
    for (const [name, sum] of written) if (!isSame(sum, sums.get(name))) throw new Problem(`The backup reads differently than it was written ("${name}"). Do not keep it.`);
    for (const line of tellSums(sums)) console.log(line);
    console.log(`Backed up to ${file}, and read through: counts and checksums agree. Keep it as safe as the server itself.`);
  });
});
