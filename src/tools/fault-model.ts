import { spawn } from 'node:child_process';
import { inRepository } from './paths.ts';

// `npm run fault:model [runs] [seed] [minutes]`: random histories of phones, network and server, and the laws of the sync over
// each of them (tests/client/model). `npm run fault:model planted` plants bugs one at a time and tells how soon each is caught.

const [first = '50000', ...rest] = process.argv.slice(2);
const ended = first === 'planted' ? await run('plant.ts', ['300', rest[0] ?? '1'], console.log) : await searchAll(Number(first), Number(rest[0] ?? Date.now() % 1_000_000), Number(rest[1] ?? 60));
process.exit(ended ? 0 : 1);

/** Two processes, each with half of the histories: of one phone, and of several phones and persons. */
async function searchAll(runs: number, seed: number, minutes: number): Promise<boolean> {
  const began = Date.now();
  let lived = 0;
  const halves = (['one', 'all'] as const).map((phones) =>
    run('main.ts', [phones, String(Math.ceil(runs / 2)), String(seed), String(minutes * 60)], (line) => {
      const found: { runs: number; broken?: string } = JSON.parse(line);
      lived += found.runs;
      if (found.broken !== undefined) console.log(found.broken);
    }),
  );
  const held = (await Promise.all(halves)).every(Boolean);
  console.log(`${held ? 'the laws hold' : 'A LAW IS BROKEN'}: ${lived} histories, seed ${seed}, ${Math.round((Date.now() - began) / 1000)} s`);
  return held;
}

function run(script: string, args: readonly string[], say: (line: string) => void): Promise<boolean> {
  const child = spawn(process.execPath, [inRepository(`tests/client/model/${script}`), ...args], { cwd: inRepository('.'), stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    const lines = `${text}${chunk.toString()}`.split('\n');
    text = lines.pop() ?? '';
    for (const line of lines) say(line);
  });
  return new Promise((resolve) => child.once('close', (code) => resolve(code === 0)));
}
