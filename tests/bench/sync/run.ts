import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildPage, measureCode } from './build.ts';
import type { CodeSize } from './build.ts';
import { launch, profileIn, sealOurs } from './chromium.ts';
import { measureQueue, measureStrict } from './measure-queue.ts';
import { measureScale } from './measure-scale.ts';
import { measureStart } from './measure-start.ts';
import { startBenchServer } from './server.ts';
import { line } from '../stats.ts';

// `npm run bench:sync`: what our sync and store cost in a real Chromium, beside a floor of bare IndexedDB and one request
// with the same operations to the same server, so that what is compared is the phone's part. `bareRatio` is beside a floor whose
// server keeps nothing: it holds what our server's durable work costs against us. Ours and the floor take turns inside each repetition; each ratio is the median of the repetitions' ratios. The
// last line is JSON. It is a measurement and no test: it ends with 0 whatever comes out.
//
//   --repetitions 7        how often each is done, after one round that does not count; the short ones twice as often
//   --only queue,strict,start,scale,code     parts of it
//   --sealed               our stores are sealed as behind a PIN; the floor’s are not
//   --serve [--port 0]     builds, serves the page, prints one line of JSON with its address, and stays until SIGTERM.
//                          In the page stands `window.__bench` (page/api.ts says what each call does), on the server
//                          GET /bench/state → {"m": {entity: last applied m}, "dup": deliveries of what had been applied
//                          before} and POST /bench/reset → rows, outcomes and counts are gone, logins stay.

const { values } = parseArgs({
  options: {
    serve: { type: 'boolean', default: false }, sealed: { type: 'boolean', default: false }, port: { type: 'string', default: '0' },
    repetitions: { type: 'string', default: '7' }, only: { type: 'string', default: 'queue,strict,start,scale,code' },
  },
});

if (values.sealed) sealOurs();
const folder = mkdtempSync(join(tmpdir(), 'rasti-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
await buildPage(folder);
const server = await startBenchServer(folder, Number(values.port));

if (values.serve) {
  process.stdout.write(`${JSON.stringify({ url: server.url })}\n`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void server.close().then(() => process.exit(0)));
} else {
  await measure(new Set(values.only.split(',')), Number(values.repetitions));
  await server.close();
}

async function measure(wanted: ReadonlySet<string>, repetitions: number): Promise<void> {
  const context = await launch(profileIn(folder, 'warm'));
  line('machine', `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'})`, `Node ${process.versions.node}`, `Chromium ${context.browser()?.version() ?? ''}`);
  const queue = wanted.has('queue') ? await measureQueue(context, server, repetitions) : undefined;
  const strict = wanted.has('strict') ? await measureStrict(context, server, Math.ceil(repetitions / 2)) : undefined;
  const scale20k = wanted.has('scale') ? await measureScale(context, server, 2 * repetitions) : undefined;
  await context.close();
  const coldOpen = wanted.has('start') ? await measureStart(folder, server, 2 * repetitions) : undefined;
  const codeGzip = wanted.has('code') ? await codeSize() : undefined;
  process.stdout.write(`${JSON.stringify({ ...queue, coldOpen, scale20k, codeGzip, enqueueStrict: strict })}\n`);
}

async function codeSize(): Promise<CodeSize> {
  const { page, worker, drafts, adapter } = await measureCode(folder);
  line('code of the page, gzip -9', `${page} bytes`, '(the engine and what it loads later, with its IndexedDB code; without @preact/signals, src/domain, protocol/sync.ts and the two below)');
  line('  unsent text', `${drafts} bytes more`, '(client/drafts.ts: never synced)');
  line('  the browser as the engine sees it', `${adapter} bytes more`, '(client/browser-*.ts: clock, locks, channels, the wake-up stream)');
  line('code of the worker, gzip -9', `${worker} bytes`, '(sw/background.ts with all that it imports)');
  return { page, worker, drafts, adapter };
}
