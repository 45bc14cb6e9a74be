import { setTimeout as wait } from 'node:timers/promises';
import type { Context, Next } from 'hono';
import { parse } from '../../../src/domain/schema.ts';
import { syncReplySchema } from '../../../src/protocol/sync.ts';

export interface Request {
  readonly path: string;
  /** Of the body, as it came over the wire. */
  readonly bytes: number;
  /** From the body's first byte to the answer's, without the delay. */
  readonly ms: number;
}

/** Watches what comes to the server: how much, how often, and which operations had been applied before. */
export function createTraffic() {
  let requests: Request[] = [];
  // Read when somebody asks, so that the watching costs the server nothing while it is measured.
  let replies: Promise<string>[] = [];
  const done = new Set<string>();
  let repeated = 0;

  async function again(): Promise<number> {
    const unread = replies;
    replies = [];
    for (const text of unread) {
      const reply = parse(syncReplySchema, JSON.parse(await text));
      for (const outcome of reply.ok ? reply.value.outcomes : []) {
        if (!outcome.ok) continue;
        if (done.has(outcome.id)) repeated += 1;
        done.add(outcome.id);
      }
    }
    return repeated;
  }

  return {
    watch: (delay: () => number) => async (context: Context, next: Next): Promise<void> => {
      const begin = performance.now();
      await next();
      requests.push({ path: context.req.path, bytes: Number(context.req.header('content-length') ?? 0), ms: performance.now() - begin });
      if (context.req.path === '/api/sync' && context.res.status === 200) replies.push(context.res.clone().text());
      if (delay() > 0) await wait(delay());
    },
    /** How many deliveries were of an operation that had been applied by an earlier one. */
    again,
    /** What came since the last time. */
    take(): readonly Request[] {
      const taken = requests;
      requests = [];
      return taken;
    },
    reset(): void {
      requests = [];
      replies = [];
      done.clear();
      repeated = 0;
    },
  };
}
