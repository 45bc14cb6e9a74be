import type { BrowserContext, Page } from 'playwright-core';
import { onPage } from './chromium.ts';
import { flush } from './measure-queue.ts';
import type { BenchServer } from './server.ts';
import { compare, median, quantile } from '../stats.ts';

const rows = 20_000;
const waiting = 1_000;
const made = 100;
// Far from the entities that were seeded: each makes new ones.
const firstNew = 1_000_000;

type State = 'small' | 'large' | 'waiting';
const states: readonly State[] = ['small', 'large', 'waiting'];

interface Sample {
  readonly state: State;
  readonly enqueue: number;
  readonly newest: number;
  /** NaN with 1,000 waiting: these would go with it. */
  readonly flush: number;
}

/** Ours alone: does anything get slower with 20,000 rows in the store, or with 1,000 waiting? */
export async function measureScale(context: BrowserContext, server: BenchServer, repetitions: number) {
  return onPage(context, server.url, 'ours', async (page) => {
    await page.evaluate(async (total) => {
      await window.__bench.open({ name: 'large' });
      await window.__bench.seed(0, total, total);
    }, rows);
    const samples: Sample[] = [];
    for (let repetition = -1; repetition < repetitions; repetition += 1) {
      for (const state of repetition % 2 === 0 ? states : states.toReversed()) {
        const sample = await measureState(page, server, state, firstNew + repetition * made);
        if (repetition >= 0) samples.push(sample);
      }
    }
    return report(samples);
  });
}

async function measureState(page: Page, server: BenchServer, state: State, from: number): Promise<Sample> {
  await server.reset();
  const times = await page.evaluate(async ([name, before, first, count]) => {
    await window.__bench.open({ name });
    await window.__bench.enqueue(0, before);
    const each = (await window.__bench.enqueue(first, first + count)).times;
    await new Promise((resolve) => requestIdleCallback(resolve));
    return each;
  }, [state, state === 'waiting' ? waiting : 0, from, made] as const);
  const flushed = state === 'waiting' ? Number.NaN : (await flush(page)).ms;
  const newest = await page.evaluate(async () => {
    const reads: number[] = [];
    for (let read = 0; read < 9; read += 1) {
      const begin = performance.now();
      await window.__bench.newest(50);
      reads.push(performance.now() - begin);
    }
    return reads;
  });
  if (state !== 'large') await page.evaluate(() => window.__bench.erase());
  return { state, enqueue: quantile(times, 0.5), newest: median(newest), flush: flushed };
}

const works = { enqueue: (one: Sample) => one.enqueue, newest50: (one: Sample) => one.newest, flush100: (one: Sample) => one.flush };

function report(samples: readonly Sample[]) {
  const of = (state: State, pick: (sample: Sample) => number): number[] => samples.filter((one) => one.state === state).map(pick);
  const ratios: Record<string, number> = {};
  for (const [name, pick] of Object.entries(works)) {
    ratios[name] = compare(`${name}, 20,000 rows`, of('large', pick), of('small', pick), ['with', 'without']);
    if (name !== 'flush100') ratios[`${name}Waiting`] = compare(`${name}, 1,000 waiting`, of('waiting', pick), of('small', pick), ['with', 'without']);
  }
  return { ratio: Math.max(...Object.values(ratios)), ...ratios };
}
