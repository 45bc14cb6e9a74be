import { aucSpread, mean } from '../support/guessing.ts';
import { guessed, liveAndLook, ranked } from '../support/blind.ts';

// `npm run fault:blind`: months of two hundred people, half of whom write, one seed after the other; what an administrator
// with everything at rest finds out (tests/channel/blind-administrator.test.ts has the attack). Over eight months the bound
// is a third of that of one. Ends with 1 where somebody is found, or where the leaky variant is not. `-- 3` does three.

const months = Number(process.argv[2] ?? 8);
const spread = aucSpread(100, 100) / Math.sqrt(months);
const found = { atRest: [] as number[], watched: [] as number[], leaky: [] as number[] };
const looks = new Map<string, number[]>();

for (let seed = 1; seed <= months; seed += 1) {
  const { real, leaky } = await liveAndLook(seed);
  found.atRest.push(guessed(real.atRest, real.writes, seed));
  found.watched.push(guessed(real.watched, real.writes, seed));
  found.leaky.push(guessed(leaky.watched, leaky.writes, seed));
  for (const [name, auc] of ranked(real.watched, real.writes)) looks.set(name, [...(looks.get(name) ?? []), auc]);
  const [rest, watched, off] = [found.atRest, found.watched, found.leaky].map((all) => (all.at(-1) ?? 0).toFixed(3));
  process.stdout.write(`month ${seed}: at rest ${rest}, watched ${watched}, debt off ${off}\n`);
}

const far = [...looks].map(([name, all]) => ({ name, auc: mean(all) })).sort((a, b) => Math.abs(b.auc - 0.5) - Math.abs(a.auc - 0.5));
process.stdout.write(`mean: at rest ${mean(found.atRest).toFixed(3)}, watched ${mean(found.watched).toFixed(3)}, debt off ${mean(found.leaky).toFixed(3)}; chance is 0.5 ± ${(3 * spread).toFixed(3)}\n`);
for (const { name, auc } of far.slice(0, 8)) process.stdout.write(`  ${auc.toFixed(3)} ${name}\n`);

const isChance = [found.atRest, found.watched].every((all) => Math.abs(mean(all) - 0.5) < 3 * spread) && far.every(({ auc }) => Math.abs(auc - 0.5) < 4 * spread);
if (!isChance || mean(found.leaky) < 0.7) process.exitCode = 1;
