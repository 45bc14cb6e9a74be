import type { Context } from 'hono';

interface Op {
  readonly id: string;
  readonly args: { readonly entity: string; readonly m: number };
}

/** The least that a server can do with the same work: it keeps the last mutation of each entity in memory and answers each. */
export function createFloorRoute() {
  const last = new Map<string, number>();
  return {
    async handle(context: Context): Promise<Response> {
      const body: unknown = await context.req.json();
      const ops = typeof body === 'object' && body !== null && 'ops' in body && Array.isArray(body.ops) ? body.ops.filter(isOp) : [];
      for (const { args } of ops) last.set(args.entity, args.m);
      return context.json({ outcomes: ops.map(({ id }) => ({ id, ok: true })) });
    },
    reset: () => last.clear(),
  };
}

// The floor is bare: it looks no closer than the types need.
const isOp = (one: unknown): one is Op => typeof one === 'object' && one !== null && 'args' in one;
