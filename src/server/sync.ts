import { parse, refuse } from '../domain/schema.ts';
import type { Result } from '../domain/schema.ts';
import { maxOps, protocolVersion } from '../protocol/limits.ts';
import { syncRequestSchema } from '../protocol/sync.ts';
import type { SyncReply, SyncRequest } from '../protocol/sync.ts';
import type { Acting } from './people.ts';
import { pull } from './pull.ts';
import { push } from './push.ts';
import type { Exchange } from './push.ts';

/** One exchange: the pushed operations in their order, then what is new for this person. `busy`: their day is used up (quota.ts), and none of it is done. */
export async function sync(exchange: Exchange, acting: Acting, body: unknown, mayWrite: (ops: number) => Promise<boolean>): Promise<Result<SyncReply>> {
  const request = readRequest(body);
  if (!request.ok) return request;
  const { ops, cursor } = request.value;
  if (!(await mayWrite(ops.length))) return refuse('busy');
  const outcomes = [...(await push(exchange, acting, ops))];
  const news = cursor === null ? { rows: [], gone: [], cursor: {}, more: false } : await pull(exchange.db, acting.person, cursor);
  return { ok: true, value: { protocol: protocolVersion, outcomes, ...news, now: exchange.now() } };
}

/** 1. Protocol version and limits, before anything else is looked at. */
function readRequest(body: unknown): Result<SyncRequest> {
  if (typeof body !== 'object' || body === null) return refuse('malformed');
  if ('protocol' in body && typeof body.protocol === 'number' && body.protocol !== protocolVersion) return refuse('outdated');
  if ('ops' in body && Array.isArray(body.ops) && body.ops.length > maxOps) return refuse('too-large');
  return parse(syncRequestSchema, body);
}
