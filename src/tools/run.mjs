// What every npm script goes through: `node src/tools/run.mjs <script> …`. It is JavaScript of an old kind, so that a machine
// where nothing is installed yet, or whose Node cannot read TypeScript, hears in one line what to do instead of a stack trace.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const [, , script = '', ...rest] = process.argv;
const needed = 24;
// A server that was built elsewhere has only what it runs with.
const isRun = /^src\/tools\/(?:start|link|mailbox|backup|restore|move|vouch)\.ts$/.test(script);

const problem = problemOf();
if (problem === undefined) {
  process.argv = [process.argv[0], join(root, script), ...rest];
  await import(pathToFileURL(join(root, script)).href);
} else {
  console.error(problem);
  process.exitCode = 2;
}

function problemOf() {
  const wanted = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const names = Object.keys(isRun ? wanted.dependencies : { ...wanted.dependencies, ...wanted.devDependencies });
  if (!names.every((name) => existsSync(join(root, 'node_modules', name, 'package.json')))) return 'Rasti is not installed yet, or not all of it. Run this first, and then the same again: npm ci';
  const found = process.versions.node;
  if (Number(found.split('.')[0]) < needed) return `Rasti runs on Node ${needed} or newer, and this is Node ${found}. Start it with npm (npm start), which uses the Node that npm ci brings, or install Node ${needed}.`;
  return existsSync(join(root, script)) ? undefined : `There is no ${script}.`;
}
