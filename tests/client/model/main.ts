// node tests/client/model/main.ts <one|all> <runs> <seed> <seconds> [first]: a share of a long search, in a process of its own.
// With `first` it ends at the first history that breaks a law, without looking for a shorter one.
import 'fake-indexeddb/auto';
import { search } from './search.ts';
import { createTemplate } from './template.ts';

const [phones, runs = '1000', seed = '1', seconds = '60', first] = process.argv.slice(2);
const template = await createTemplate();
const found = await search({ template }, { phones: phones === 'one' ? 'one' : 'all', runs: Number(runs), seed: Number(seed), seconds: Number(seconds), shrinks: first === undefined });
template.remove();
process.stdout.write(`${JSON.stringify(found)}\n`);
process.exit(found.broken === undefined ? 0 : 1);
