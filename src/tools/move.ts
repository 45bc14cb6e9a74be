import { existsSync } from 'node:fs';
import { fileIn } from '../server/db/open.ts';
import { isFree } from '../server/db/sqlite.ts';
import { command, readingFrom, writingTo } from './copy/command.ts';
import { fill, Problem, tellSums } from './copy/fill.ts';
import { isSame, readTable, sumOf } from './copy/table.ts';
import { tables } from '../server/db/tables.ts';

// `npm run move`: the embedded database in DATA_DIR into the empty PostgreSQL database that DATABASE_URL names. Counters go
// with everything else, so phones go on with the cursors that they have.

await command(async ({ dataDir, databaseUrl }) => {
  if (databaseUrl === undefined) throw new Problem('DATABASE_URL must name the PostgreSQL database to move to.');
  const file = fileIn(dataDir);
  if (existsSync(file) && !isFree(file)) throw new Problem('A server has the embedded database open: stop it first, so that nothing is written there after the move.');
  await readingFrom({ dataDir, databaseUrl: undefined }, (source) => writingTo({ dataDir, databaseUrl }, (target) => source.snapshot(async (moment) => {
    const sums = await fill(target, (table) => readTable(moment, table));
    // Once more from outside, as the next server will see it.
    for (const table of tables) {
      if (!isSame(sums.get(table.name), await sumOf(readTable(target, table)))) throw new Problem(`"${table.name}" is not the same in both databases. Do not use the new one: empty it and try again.`);
    }
    for (const line of tellSums(sums)) console.log(line);
    console.log('Moved. Counts and checksums of every table are the same in both databases. Start with this DATABASE_URL from now on; what is in DATA_DIR stays as it was.');
  })));
});
