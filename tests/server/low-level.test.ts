import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/server/config.ts';
import { startServer } from '../../src/server/main.ts';
import type { RunningServer } from '../../src/server/main.ts';
import { temporaryFolder } from '../support/folder.ts';

const folder = temporaryFolder();
const lines: string[] = [];
let server: RunningServer;
beforeAll(async () => {
  const settings = readConfig({ PORT: '0', DATA_DIR: folder.path });
  if (!settings.ok) throw new Error(settings.problems.join(' '));
  server = await startServer({ ...settings.config, publicUrl: 'https://rasti.test' }, { dist: folder.path, write: (line) => lines.push(line) });
});
afterAll(async () => {
  await server.close();
  folder.remove();
});

/** All that comes back for these bytes. */
async function answerTo(bytes: string): Promise<string> {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')));
  socket.on('error', () => undefined);
  const over = once(socket, 'close');
  await once(socket, 'connect');
  socket.write(bytes, 'latin1');
  await over;
  return answer;
}

const head = (first: string, ...more: readonly string[]): string => `${[first, 'connection: close', ...more].join('\r\n')}\r\n\r\n`;
const host = 'host: localhost';

describe('what is no request is answered like everything else: with the headers that protect a page', () => {
  it.each<[string, number, string]>([
    ['no HTTP at all', 400, 'hello\r\n\r\n'], ['another protocol', 400, '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n'], ['the next version of it', 400, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['a header that is too long', 431, head('GET / HTTP/1.1', host, `x-long: ${'a'.repeat(17_000)}`)], ['a path that is too long', 431, head(`GET /${'a'.repeat(17_000)} HTTP/1.1`, host)],
    ['a length that is none', 400, head('POST /api/sync HTTP/1.1', host, 'content-length: many')], ['two lengths', 400, head('POST /api/sync HTTP/1.1', host, 'content-length: 1', 'content-length: 2')],
    ['a length and pieces', 400, head('POST /api/sync HTTP/1.1', host, 'content-length: 1', 'transfer-encoding: chunked')], ['a header with a blank in its name', 400, head('GET / HTTP/1.1', host, 'a b: c')],
    ['a method that is none', 400, head('STEAL / HTTP/1.1', host)], ['an expectation', 417, head('POST /api/sync HTTP/1.1', host, 'expect: a miracle', 'content-length: 0')],
    ['no host', 400, head('GET / HTTP/1.1')], ['a host that is none', 400, head('GET / HTTP/1.1', 'host: a/b')], ['an address of another kind', 400, head('GET ftp://elsewhere/ HTTP/1.1', host)],
    ['a backslash for a slash', 400, head('GET \\\\elsewhere\\x HTTP/1.1', host)], ['a method that pages may not send', 405, head('TRACE / HTTP/1.1', host)],
    ['a path that is not there', 404, head('GET /x.php HTTP/1.1', host)],
  ])('%s', async (_name, status, bytes) => {
    const answer = await answerTo(bytes);
    expect(answer.slice(0, 13)).toBe(`HTTP/1.1 ${status} `);
    for (const header of ["content-security-policy: default-src 'none'", 'x-content-type-options: nosniff', 'referrer-policy: no-referrer', 'x-robots-tag: noindex', 'cross-origin-resource-policy: same-origin', 'strict-transport-security: max-age=', 'cache-control: no-store', 'content-length: ']) {
      expect(answer.toLowerCase()).toContain(`\r\n${header}`);
    }
  });

  it('and no line of the log holds what was sent', async () => {
    await answerTo(head(`GET /%23${'S3cret'.repeat(7)}x HTTP/1.1`, host));
    await answerTo(head('GET \\\\S3cret HTTP/1.1', host));
    expect(lines.join('')).not.toContain('S3cret');
  });
});
