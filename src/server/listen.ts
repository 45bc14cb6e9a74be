import { createAdaptorServer } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, Hono } from 'hono';
import type { Config } from './config.ts';

/** The start cannot go on; its message is one line for whoever runs the server. */
export class StartProblem extends Error {}

export interface Listening {
  readonly port: number;
  /** Finishes the requests that are under way. */
  stop(): Promise<void>;
}

const finishMs = 10_000;

/** Takes requests at the host and port of the settings. Rejects with a StartProblem where that is not possible. */
export async function listen(app: Hono, { host, port }: Pick<Config, 'host' | 'port'>): Promise<Listening> {
  // A body of the largest size has two minutes: a poor phone connection needs one of them.
  const server = createAdaptorServer({ fetch: app.fetch, serverOptions: { requestTimeout: 120_000, headersTimeout: 20_000, maxHeaderSize: 16_384 } });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(new StartProblem(`HOST and PORT: cannot listen on ${host}:${port} (${'code' in error ? error.code : error.name}).`)));
    server.listen(port, host, () => resolve());
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    async stop() {
      // Node closes the connections that are idle now; one that answers a last request would stay open until it times out.
      const idle = setInterval(() => 'closeIdleConnections' in server && server.closeIdleConnections(), 50);
      const cut = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), finishMs);
      await new Promise((resolve) => server.close(resolve));
      clearInterval(idle);
      clearTimeout(cut);
    },
  };
}

/** SIGTERM and Ctrl+C stop cleanly: what is under way is finished and kept, then the process ends with 0. */
export function closeOnSignals(server: { close(): Promise<void> }): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void server.close().then(() => process.exit(0)));
  }
}

/** Behind a proxy on this machine every request comes from here: then the proxy's own entry, the last one, counts. */
export function addressOf(context: Context): string {
  const peer = getConnInfo(context).remote.address ?? '';
  const isHere = peer === '::1' || /^(?:::ffff:)?127\./.test(peer);
  const forwarded = isHere ? context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  return forwarded ?? peer;
}
