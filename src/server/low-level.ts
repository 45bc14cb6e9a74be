// What is answered where no request came about: Node's HTTP parser refuses, and our routes never hear of it.
import type { Server } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { secure } from './headers.ts';
import { refusal } from './http.ts';

const statuses: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, HPE_CHUNK_EXTENSIONS_OVERFLOW: 413, ERR_HTTP_REQUEST_TIMEOUT: 408 };

function headersFor(publicUrl: string): Headers {
  const headers = new Headers({ 'content-length': '0', 'cache-control': 'no-store', connection: 'close' });
  secure(headers, publicUrl);
  return headers;
}

/** Gives the answers of the parser, which are Node's own otherwise, the headers that every answer has. */
export function answerLowLevel(server: Server, publicUrl: string): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    // Whoever reset the connection hears nothing; and into the middle of an answer nothing is written.
    if (error.code === 'ECONNRESET' || !socket.writable || isAnswering(socket)) return void socket.destroy();
    const status = statuses[error.code ?? ''] ?? 400;
    const lines = [...headersFor(publicUrl)].map(([name, value]) => `${name}: ${value}\r\n`);
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n`);
  });
  server.on('checkExpectation', (_request, response) => {
    response.writeHead(417, Object.fromEntries(headersFor(publicUrl))).end();
  });
}

/** A request that was parsed and is none: without a host, with another one's address, with a method that no page can send. */
export function answerUnfit(publicUrl: string): Response {
  const response = refusal('malformed', { connection: 'close' });
  secure(response.headers, publicUrl);
  return response;
}

/** Node names the answer that is being written on a connection here, and asks it the same in its own handler of these errors. */
function isAnswering(socket: Duplex): boolean {
  const answer: unknown = '_httpMessage' in socket ? socket._httpMessage : undefined;
  return typeof answer === 'object' && answer !== null && 'headersSent' in answer && answer.headersSent === true;
}
