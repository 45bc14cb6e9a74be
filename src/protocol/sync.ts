/**
 * Sync, version 1. One exchange carries both directions, because on a bad network the cost is the number of requests.
 *
 *   POST /api/sync   { protocol, ops, cursor }  ->  { protocol, outcomes, rows, gone, cursor, more, now }
 *
 * ops       made on this device, in order. Each is applied at most once; sent again, it gives the same outcome.
 * cursor    per scope, the last change this device has; under `epoch`, in which life of the database (a restored backup
 *           begins another). `{}` asks for everything that the person may see; null for nothing: a service worker with
 *           no page open only pushes. A reply with another epoch than it was asked with begins anew (`beginsAnew`).
 * outcomes  for each op: applied, or refused with a reason from the closed list (domain/reason.ts). An op without one was
 *           not tried: it stands behind a refused one of its lane (the order within a lane is kept), or the server could
 *           not handle it just now. It stays with the device, which sends it again.
 * rows      changed since the cursor, as they are now.   gone: rows that this person no longer sees.
 * more      there is another page: ask again at once with the new cursor.
 *
 * Limits: 1,000 ops and 1 MiB a request, before it is packed. A body may be packed (`content-encoding: gzip`). A request that the server cannot read gets `{ reason }` and a 4xx status, and
 * changes nothing. History: 1 (first). Since then, in the same version: `epoch` in the cursor, 0 where it is missing. It is
 * no field of the reply, because older devices refuse a reply with a field that they do not know; they keep the cursor as it
 * comes, get every row again, and only hold on to what is no more.
 */
import { reasons } from '../domain/reason.ts';
import { boolean, check, count, id, instant, list, literal, maxItems, nullable, object, oneOf, otherwise, pipe, record, string, unknown, variant } from '../domain/schema.ts';
import type { Infer } from '../domain/schema.ts';
import { maxOps, protocolVersion } from './limits.ts';

export const opSchema = object({ id: id(), name: pipe(string(), check<string>((name) => /^[a-z]+\/[a-z-]+$/.test(name))), args: unknown(), at: instant() });

export const cursorSchema = record(id(), count(Number.MAX_SAFE_INTEGER));
export type Cursor = Infer<typeof cursorSchema>;

/**
 * Is the answer with the cursor `given` a beginning, though more was `asked`? Then the numbers that were asked with are from
 * another life of the database: everything comes again, and what the device had before is no more. No scope is called
 * `epoch`: each has a colon in its name (domain/scope.ts). A server that knows no epoch gives none, and begins nothing.
 */
export const beginsAnew = (asked: Cursor, given: Cursor): boolean =>
  given.epoch !== undefined && given.epoch !== (asked.epoch ?? 0) && Object.keys(asked).length > 0;

export const syncRequestSchema = object({ protocol: count(1000), ops: pipe(list(opSchema), maxItems(maxOps)), cursor: nullable(cursorSchema) });
export type SyncRequest = Infer<typeof syncRequestSchema>;

export const outcomeSchema = variant('ok', [
  object({ id: id(), ok: literal(true) }),
  // A newer server may have reasons that this app has no words for.
  object({ id: id(), ok: literal(false), reason: otherwise(oneOf(reasons), 'not-now') }),
]);
export type Outcome = Infer<typeof outcomeSchema>;

/** Rows and what is gone stay unknown here: one that is broken must not take the others with it (client/check-rows.ts looks at each by itself). */
export const syncReplySchema = object({
  protocol: literal(protocolVersion), outcomes: list(outcomeSchema), rows: list(unknown()), gone: list(unknown()),
  cursor: cursorSchema, more: boolean(), now: instant(),
});
export type SyncReply = Infer<typeof syncReplySchema>;
