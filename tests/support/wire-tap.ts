import { createServer, request as ask } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { brotliDecompressSync, gunzipSync, gzipSync, inflateSync } from 'node:zlib';
import type { Places } from './canary.ts';

/** A proxy for browsers that keeps everything that passes through it, both ways. */
export interface WireTap {
  /** What a browser is told of its proxy. */
  readonly server: string;
  /** How many requests went through. */
  count(): number;
  /** Addresses, headers and bodies of all of them, bodies as they were before they were compressed. */
  kept(): Places;
  close(): Promise<void>;
}

interface Side {
  readonly head: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer[];
}

/**
 * On the wire and not in the page: it sees also what a page sends as it goes away, and what a service worker asks for.
 * HTTP alone, which is what the journeys speak.
 */
export async function openWireTap(): Promise<WireTap> {
  const sides: Side[] = [];
  const keep = (head: string, message: IncomingMessage): void => {
    const body: Buffer[] = [];
    sides.push({ head: `${head}\n${message.rawHeaders.join('\n')}`, headers: message.headers, body });
    message.on('data', (chunk: Buffer) => body.push(chunk));
  };
  const proxy = createServer((request, response) => {
    const to = new URL(request.url ?? '');
    keep(`${request.method} ${to.href}`, request);
    const forward = ask(to, { method: request.method, headers: request.headers }, (answer) => {
      keep(`${answer.statusCode} ${to.href}`, answer);
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(response);
      answer.on('error', () => response.destroy());
    });
    // A server that is gone, and a page that is.
    forward.on('error', () => response.destroy());
    response.on('close', () => forward.destroy());
    request.pipe(forward);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  return {
    server: `http://127.0.0.1:${address.port}`,
    count: () => sides.length / 2,
    kept: () => new Map(sides.map(({ head, headers, body }, at) => [`${at}: ${head.split('\n')[0]}`, Buffer.concat([Buffer.from(head), plain(Buffer.concat(body), headers['content-encoding'])])])),
    close() {
      proxy.closeAllConnections();
      return new Promise((resolve) => proxy.close(() => resolve()));
    },
  };
}

function plain(body: Buffer, encoding: string | undefined): Buffer {
  if (body.length === 0 || encoding === undefined) return body;
  try {
    if (encoding === 'br') return brotliDecompressSync(body);
    if (encoding === 'gzip') return gunzipSync(body);
    if (encoding === 'deflate') return inflateSync(body);
  } catch {
    // Cut off half-way, by a page that went away: searched as it is.
    return body;
  }
  throw new Error(`a body in ${encoding}, which this cannot read`);
}

/** Says a text through the tap in every way that a page could: in an address, a header, a body, a packed body, and hears it in a packed answer. */
export async function speakThrough({ server }: WireTap, text: string): Promise<void> {
  const other = createServer((request, response) => {
    response.setHeader('content-encoding', 'gzip');
    request.resume().on('end', () => response.end(gzipSync(request.url === '/answer' ? text : '')));
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const say = (path: string, body: string | Buffer = '', headers: Record<string, string> = {}): Promise<void> =>
    new Promise((resolve, reject) => {
      const request = ask(server, { method: 'POST', path: `http://127.0.0.1:${address.port}${path}`, headers }, (answer) => answer.resume().on('end', resolve));
      request.on('error', reject).end(body);
    });
  await say(`/address?${encodeURIComponent(text)}`);
  await say('/header', '', { 'x-said': encodeURIComponent(text) });
  await say('/body', text);
  await say('/packed', gzipSync(text), { 'content-encoding': 'gzip' });
  await say('/answer');
  await new Promise((resolve) => other.close(resolve));
}
