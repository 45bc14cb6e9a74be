import { once } from 'node:events';
import { connect } from 'node:net';

/** What a connection does after the bytes of a request: goes at once, stops sending but listens, or waits for an answer. */
export type Then = 'gone' | 'ended' | 'waiting';

/**
 * Sends a POST byte for byte, so that it can be one that no client would send; resolves with what came back when the
 * connection is over.
 */
export async function sendRaw(url: string, path: string, headers: Readonly<Record<string, string>>, body: string | Uint8Array, then: Then): Promise<string> {
  const { host, hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
  // A connection that the server resets is over, too.
  socket.on('error', () => undefined);
  const over = once(socket, 'close');
  await once(socket, 'connect');
  const head = [`POST ${path} HTTP/1.1`, `host: ${host}`, 'connection: close', ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)];
  // As one piece: what comes after the server has closed makes the system throw its answer away.
  await new Promise((resolve) => socket.write(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), Buffer.from(body)]), resolve));
  if (then === 'gone') socket.destroy();
  if (then === 'ended') socket.end();
  await over;
  return answer;
}
