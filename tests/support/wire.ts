import { gunzipSync } from 'node:zlib';
import type { BrowserContext, Request } from 'playwright-core';
import type { Op } from '../../src/domain/op.ts';
import { parse } from '../../src/domain/schema.ts';
import { syncRequestSchema } from '../../src/protocol/sync.ts';

/** The operations that a request carries; none for every other request. */
export function opsIn(request: Request): readonly Op[] {
  if (!request.url().endsWith('/api/sync')) return [];
  const body = request.postDataBuffer();
  if (!body) return [];
  const read = parse(syncRequestSchema, JSON.parse((request.headers()['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString()));
  if (!read.ok) throw new Error('a request that is not what the protocol says');
  return read.value.ops;
}

/** Notes every request with operations from now on, of all pages and of the service worker: one list of operations a request. */
export function listenForOps(context: BrowserContext): readonly (readonly Op[])[] {
  const requests: (readonly Op[])[] = [];
  context.on('request', (request) => {
    const ops = opsIn(request);
    if (ops.length > 0) requests.push(ops);
  });
  return requests;
}
