// node tests/client/model/plant.ts [runs] [seed]: plants each bug and tells how many histories it took to catch it.
import 'fake-indexeddb/auto';
import { planted, searchPlanted } from './planted.ts';
import { createTemplate } from './template.ts';

const [runs = 300, seed = 1] = process.argv.slice(2).map(Number);
const template = await createTemplate();
let missed = 0;
for (const name of planted) {
  const found = await searchPlanted(name, template, { runs, seed });
  if (found.broken === undefined) missed += 1;
  const why = /^(?:\w+ \[)?(?:Broken|Error)\]?: (.{0,160})/m.exec(found.broken ?? '')?.[1];
  process.stdout.write(`${found.broken === undefined ? 'NOT CAUGHT' : 'caught'} after ${found.runs}: ${name}${why === undefined ? '' : ` (${why})`}\n`);
}
template.remove();
process.exit(missed === 0 ? 0 : 1);
