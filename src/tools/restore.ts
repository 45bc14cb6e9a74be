import { existsSync } from 'node:fs';
import { beginEpoch } from '../server/epoch.ts';
import { openBackup } from './copy/backup-file.ts';
import { command, writingTo } from './copy/command.ts';
import { fill, Problem, tellSums } from './copy/fill.ts';
import { isSame } from './copy/table.ts';
import { closedDevices, readArguments } from './restore/arguments.ts';
import { revoke } from './restore/revoke.ts';

// `npm run restore -- <backup> [--closed <file> | --closed none]`: into the empty database that the settings name, of either
// kind, whichever the backup came from. It begins an epoch, so that phones whose cursors are from after the backup notice, and
// fetch everything again. And it revokes: no link that stood in the backup opens any more, devices that were closed after it
// stay closed, and every other device has to prove its key anew before it gets anything.

await command(async (config) => {
  const { file, closedIn } = readArguments(process.argv.slice(2));
  if (file === undefined || !existsSync(file)) throw new Problem('Say what from: npm run restore -- <backup>');
  const closed = closedDevices(closedIn, config.dataDir);
  await writingTo(config, async (db) => {
    const backup = await openBackup(file, db);
    const sums = await fill(db, (table) => backup.rowsOf(table), async (tx, filled) => {
      for (const [name, sum] of backup.sums) if (!isSame(sum, filled.get(name))) throw new Problem(`"${name}" is not what the backup says. Nothing was kept.`);
      await beginEpoch(tx, Date.now());
      await revoke(tx, closed, new Date().toISOString());
    });
    for (const line of tellSums(sums)) console.log(line);
    console.log('Restored. Counts and checksums of every table are those of the backup. Phones will fetch everything again.');
    console.log(`Revoked: all links, and ${closed.length} devices that had been closed. Every other device proves its key anew, by itself.`);
  });
});
