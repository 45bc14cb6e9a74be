import type { BrowserContext, Page } from 'playwright-core';
import { onPage, sides } from './chromium.ts';
import type { Side } from './chromium.ts';
import type { BenchServer } from './server.ts';
import { compare, line, median, ms, quantile, rounded } from '../stats.ts';

const mutations = 1_000;
const entities = 800;
const delays = [0, 150] as const;
const all: readonly Side[] = [...sides, 'bare'];

interface Flush {
  readonly ms: number;
  /** Until the first request leaves; all requests; everything else, between them and after the last. */
  readonly parts: readonly [number, number, number];
  readonly left: number;
}

interface Sample extends Flush {
  readonly side: Side;
  readonly delay: number;
  readonly enqueue: number;
  readonly p95: number;
  readonly requests: number;
  readonly bytes: number;
  readonly server: number;
}

/** 1,000 mutations made one by one without a network, then the network comes back; without and with a distance. */
export async function measureQueue(context: BrowserContext, server: BenchServer, repetitions: number) {
  const samples: Sample[] = [];
  for (let repetition = -1; repetition < repetitions; repetition += 1) {
    for (const side of repetition % 2 === 0 ? all : all.toReversed()) {
      const round = await onPage(context, server.url, side, (page) => queueRound(page, side, server));
      if (repetition >= 0) samples.push(...round);
    }
  }
  const of = (side: Side, pick: (sample: Sample) => number, delay?: number): number[] =>
    samples.filter((one) => one.side === side && (delay === undefined || one.delay === delay)).map(pick);
  const both = (what: string, pick: (sample: Sample) => number, delay?: number): number => compare(what, of('ours', pick, delay), of('floor', pick, delay));

  const enqueued = { ratio: both('enqueue 1,000', (one) => one.enqueue), p95Ratio: both('enqueue, p95 of one', (one) => one.p95) };
  const reconnect = (delay: number) => {
    const what = `reconnect with 1,000, ${delay} ms`;
    const ratio = both(what, (one) => one.ms, delay);
    const bareRatio = compare('  the same', of('ours', (one) => one.ms, delay), of('bare', (one) => one.ms, delay), ['ours', 'bare']);
    for (const side of all) {
      const parts = ['read and pack', 'request', 'take in'].map((name, part) => `${name} ${ms(median(of(side, (one) => one.parts[part] ?? 0, delay)))}`);
      line(`  of these ${side}`, ...parts, `(server ${ms(median(of(side, (one) => one.server, delay)))})`);
    }
    const requests = Math.max(...of('ours', (one) => one.requests, delay));
    line('  requests of ours', `${requests} at most`);
    return { ratio, requests, bareRatio };
  };
  const [near, far] = [reconnect(delays[0]), reconnect(delays[1])];
  const [sent, raw] = [median(of('ours', (one) => one.bytes)), median(of('floor', (one) => one.bytes))];
  const uploadShare = rounded(sent / raw, 3);
  line('upload', `ours ${sent} bytes`, `raw JSON ${raw} bytes`, `× ${uploadShare}`);
  return { enqueue: enqueued, reconnect0: { ...near, uploadShare }, reconnect150: far };
}

/** The same enqueue where both sides ask the operating system for the disk; what the app itself does. */
export async function measureStrict(context: BrowserContext, server: BenchServer, repetitions: number) {
  const samples: { side: Side; ms: number; p95: number }[] = [];
  for (let repetition = -1; repetition < repetitions; repetition += 1) {
    for (const side of repetition % 2 === 0 ? sides : sides.toReversed()) {
      const { ms: all, times } = await onPage(context, server.url, side, (page) => enqueue(page, 'strict', repetition < 0 ? 100 : mutations));
      if (repetition >= 0) samples.push({ side, ms: all, p95: quantile(times, 0.95) });
    }
  }
  const both = (what: string, pick: (sample: (typeof samples)[number]) => number): number => {
    const [ours, floor] = sides.map((side) => samples.filter((one) => one.side === side).map(pick));
    return compare(what, ours ?? [], floor ?? []);
  };
  return { ratio: both('enqueue 1,000, strict', (one) => one.ms), p95Ratio: both('enqueue, strict, p95 of one', (one) => one.p95) };
}

async function queueRound(page: Page, side: Side, server: BenchServer): Promise<Sample[]> {
  server.delay = 0;
  await enqueue(page, 'relaxed', 200, 'warm');
  await flush(page);
  await page.evaluate(() => window.__bench.erase());
  const samples: Sample[] = [];
  for (const delay of delays) {
    await server.reset();
    server.delay = delay;
    const { ms: all, times } = await enqueue(page, 'relaxed', mutations, `queue-${delay}`);
    server.traffic.take();
    const done = await flush(page);
    const sent = server.traffic.take();
    const seen = await page.evaluate(async () => ({ dead: await window.__bench.dead(), count: await window.__bench.count() }));
    // Fast is worth nothing where something is missing.
    if (done.left > 0 || seen.dead > 0 || seen.count !== entities) throw new Error(`${side}: ${done.left} wait, ${seen.dead} were refused, ${seen.count} are seen`);
    samples.push({
      ...done, side, delay, enqueue: all, p95: quantile(times, 0.95), requests: sent.length,
      bytes: sent.reduce((sum, one) => sum + one.bytes, 0), server: sent.reduce((sum, one) => sum + one.ms, 0),
    });
    await page.evaluate(() => window.__bench.erase());
  }
  server.delay = 0;
  return samples;
}

/** Makes mutations in a store of their own, and lets the page come to rest. */
export async function enqueue(page: Page, durability: 'relaxed' | 'strict', count: number, name: string = durability): Promise<{ ms: number; times: readonly number[] }> {
  return page.evaluate(async ([how, to, store]) => {
    await window.__bench.open({ name: store, durability: how });
    const made = await window.__bench.enqueue(0, to);
    await new Promise((resolve) => requestIdleCallback(resolve));
    return made;
  }, [durability, count, name] as const);
}

/** From the moment the network is back until nothing waits. */
export async function flush(page: Page): Promise<Flush> {
  return page.evaluate(async () => {
    const bench = window.__bench;
    const begin = performance.now();
    let end = begin;
    let left = 0;
    for (let attempt = 0; attempt < 20; attempt += 1) {
      await bench.flush();
      end = performance.now();
      left = await bench.pending();
      if (left === 0) break;
    }
    const marks = await bench.marks();
    const sent = marks[0]?.start ?? end;
    const requests = marks.reduce((sum, mark) => sum + mark.end - mark.start, 0);
    return { ms: end - begin, parts: [sent - begin, requests, end - sent - requests] as const, left };
  });
}
