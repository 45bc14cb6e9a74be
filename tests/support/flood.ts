import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

// A worker thread that plays a bad neighbour: so many requests at once, each with what fits nothing, on sockets that never
// wait for an answer before the next one.

export interface Flood {
  readonly port: number;
  readonly sockets: number;
  readonly each: number;
  readonly requests: readonly { readonly path: string; readonly type: string; readonly body: string | number }[];
}

/** How many of each status were answered. */
export type Answered = Readonly<Record<string, number>>;

function isFlood(value: unknown): value is Flood {
  return typeof value === 'object' && value !== null && 'port' in value && 'sockets' in value;
}

const given: unknown = workerData;
if (parentPort && isFlood(given)) await run(given, parentPort);

async function run({ port, sockets, each, requests }: Flood, parent: NonNullable<typeof parentPort>): Promise<void> {
  const answered: Record<string, number> = {};
  const open = await Promise.all(Array.from({ length: sockets }, () => opened(port)));
  const ended = Promise.all(open.map((socket) => new Promise((resolve) => socket.once('close', resolve))));
  for (const socket of open) {
    let left = each;
    socket.on('data', (chunk: Buffer) => {
      for (const [, status = ''] of chunk.toString('latin1').matchAll(/HTTP\/1\.1 (\d{3}) /g)) {
        answered[status] = (answered[status] ?? 0) + 1;
        left -= 1;
      }
      // Every one was answered, or the server closed the connection.
      if (left <= 0) socket.destroy();
    });
  }
  for (let turn = 0; turn < each; turn += 1) {
    for (const [index, socket] of open.entries()) {
      const request = requests[(turn + index) % requests.length];
      if (request) socket.write(bytesOf(port, request));
    }
    if (turn === 0) parent.postMessage('begun');
  }
  parent.postMessage('sent');
  await ended;
  parent.postMessage(answered);
}

function opened(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.once('error', reject);
    socket.on('error', () => undefined);
  });
}

function bytesOf(port: number, { path, type, body }: Flood['requests'][number]): Buffer {
  const bytes = typeof body === 'string' ? Buffer.from(body.replace('PROOF', randomBytes(32).toString('base64url'))) : randomBytes(body);
  const head = [`POST ${path} HTTP/1.1`, `host: localhost:${port}`, `content-type: ${type}`, `origin: http://localhost:${port}`, `content-length: ${bytes.length}`];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), bytes]);
}
