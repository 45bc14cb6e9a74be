import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, Hono } from 'hono';
import { clientNetwork, readTrusted } from './client-address.ts';
import type { Config } from './config.ts';
import { answerLowLevel, answerUnfit } from './low-level.ts';
import { inTurns } from './pace.ts';

/** The start cannot go on; its message is one line for whoever runs the server. */
export class StartProblem extends Error {}

export interface Listening {
  readonly port: number;
  /** Finishes the requests that are under way. */
  stop(): Promise<void>;
}

const finishMs = 10_000;
/** Connections that wait to be taken; with Node's 511 a crowd keeps a single phone out for the seconds of TCP's next try. The system may allow fewer. */
const backlog = 4_096;

/** Takes requests at the host and port of the settings. Rejects with a StartProblem where that is not possible. */
export async function listen(app: Hono, { host, port, publicUrl }: Pick<Config, 'host' | 'port' | 'publicUrl'>): Promise<Listening> {
  // A body of the largest size has two minutes: a poor phone connection needs one of them.
  const server = createServer({ requestTimeout: 120_000, headersTimeout: 20_000, maxHeaderSize: 16_384, requireHostHeader: false }, inTurns(getRequestListener(app.fetch, { errorHandler: () => answerUnfit(publicUrl) })));
  answerLowLevel(server, publicUrl);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new StartProblem(`HOST and PORT: cannot listen on ${host}:${port} (${error.code ?? error.name}).`)));
    server.listen({ port, host, backlog }, () => resolve());
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    async stop() {
      // Node closes the connections that are idle now; one that answers a last request would stay open until it times out.
      const idle = setInterval(() => server.closeIdleConnections(), 50);
      const cut = setTimeout(() => server.closeAllConnections(), finishMs);
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

/** Tells the network of a request (client-address.ts), for counting tries. `trustedProxies`: as in the settings, where they were checked. */
export function createAddressOf(trustedProxies: string | undefined): (context: Context) => string {
  const trusted = readTrusted(trustedProxies ?? '');
  if (!trusted.ok) throw new StartProblem(`TRUSTED_PROXIES: ${trusted.problem}.`);
  return (context) => clientNetwork(getConnInfo(context).remote.address ?? '', context.req.header('x-forwarded-for'), trusted.isTrusted);
}
