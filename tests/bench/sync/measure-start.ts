import { addressOf, launch, onPage, profileIn, sides } from './chromium.ts';
import type { Side } from './chromium.ts';
import type { BenchServer } from './server.ts';
import { compare } from '../stats.ts';

const rows = 5_000;
const listed = 50;
const slowdowns = [1, 4] as const;

interface Sample {
  readonly side: Side;
  readonly slowdown: number;
  readonly ms: number;
}

/** A browser that was just started shows the 50 newest of 5,000: from the start of the navigation until they are laid out. */
export async function measureStart(folder: string, server: BenchServer, repetitions: number) {
  for (const side of sides) await seed(folder, server, side);
  const samples: Sample[] = [];
  for (let repetition = -1; repetition < repetitions; repetition += 1) {
    for (const slowdown of slowdowns) {
      for (const side of repetition % 2 === 0 ? sides : sides.toReversed()) {
        const ms = await start(folder, server, side, slowdown);
        if (repetition >= 0) samples.push({ side, slowdown, ms });
      }
    }
  }
  const of = (side: Side, slowdown: number): number[] => samples.filter((one) => one.side === side && one.slowdown === slowdown).map(({ ms }) => ms);
  const both = (what: string, slowdown: number): number => compare(what, of('ours', slowdown), of('floor', slowdown));
  return { ratio: both('cold open, 50 of 5,000', 1), ratio4xCpu: both('cold open, 4 × slower CPU', 4) };
}

/** A profile of each side's own, and a first look at the page, after which its code lies in the browser's cache. */
async function seed(folder: string, { url }: BenchServer, side: Side): Promise<void> {
  const context = await launch(profileIn(folder, side));
  await onPage(context, url, side, (page) =>
    page.evaluate(async (total) => {
      await window.__bench.open();
      await window.__bench.seed(0, total, total);
    }, rows));
  await context.close();
}

async function start(folder: string, { url }: BenchServer, side: Side, slowdown: number): Promise<number> {
  const context = await launch(profileIn(folder, side));
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    const devtools = await context.newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    await page.goto(`${addressOf(url, side)}&list=${listed}`);
    const shown = await page.evaluate(() => window.__shown);
    if (shown === undefined) throw new Error('the page shows no list');
    return shown;
  } finally {
    await context.close();
  }
}
