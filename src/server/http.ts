// From a request to checked input, and from a result to a response.
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Reason } from '../domain/reason.ts';
import { ok, refuse } from '../domain/schema.ts';
import type { Result } from '../domain/schema.ts';
import { maxBodyBytes } from '../protocol/limits.ts';

const maxDepth = 32;
const gunzipped = promisify(gunzip);

const statuses: Readonly<Record<Reason, number>> = {
  malformed: 400, 'unknown-op': 400, 'too-large': 413, 'not-found': 404, 'not-allowed': 403, closed: 409, cancelled: 409, 'given-on': 409, unfair: 400, 'not-now': 409, taken: 409,
  'on-team': 409, 'four-eyes': 403, 'signed-out': 401, 'device-closed': 410, 'keys-lost': 401, clock: 425, 'link-unknown': 404, 'link-used': 410, 'link-expired': 410, outdated: 426, broken: 500, busy: 429,
  past: 409, 'too-early': 409, 'day-range': 400, 'changed-since': 409,
};

/** A JSON response of the API; never stored by anybody. */
export function reply(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  return new Response(bytes, {
    status,
    headers: { ...headers, 'content-type': 'application/json', 'content-length': String(bytes.length), 'cache-control': 'no-store' },
  });
}

export function refusal(reason: Reason, headers: Readonly<Record<string, string>> = {}): Response {
  return reply({ reason }, statuses[reason], headers);
}

/**
 * Does our own page ask? A form or a script of another site cannot send all of this. Old WebKit sends no Sec-Fetch-Site
 * (Safari before 16.4): then the Origin must be ours.
 */
export function isFromOurPage(request: Request, publicUrl: string): boolean {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') return false;
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  const origin = request.headers.get('origin');
  return origin !== null && (origin === publicUrl || origin === new URL(request.url).origin);
}

/** Reads a JSON body within the limits of the protocol; beside it as the text that was signed (proof.ts), and its size unpacked. */
export async function readJson(request: Request): Promise<Result<{ readonly text: string; readonly value: unknown; readonly bytes: number }>> {
  const sent = await readBytes(request);
  if (!sent.ok) return sent;
  const bytes = await unpack(sent.value, request.headers.get('content-encoding'));
  if (!bytes.ok) return bytes;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.value);
    // Nested without end, a body would overflow the stack of whatever walks through it.
    return isShallow(text) ? ok({ text, value: JSON.parse(text), bytes: bytes.value.length }) : refuse('malformed');
  } catch {
    return refuse('malformed');
  }
}

async function readBytes(request: Request): Promise<Result<Uint8Array>> {
  const length = request.headers.get('content-length');
  if (length !== null && Number(length) > maxBodyBytes) return refuse('too-large');
  try {
    // Node holds a body to the length that it announced. Only one without a length is counted, which costs three times as much.
    if (length !== null) return ok(new Uint8Array(await request.arrayBuffer()));
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of request.body ?? []) {
      size += chunk.length;
      if (size > maxBodyBytes) return refuse('too-large');
      chunks.push(chunk);
    }
    return ok(Buffer.concat(chunks));
  } catch {
    // The connection closed in the middle of it: a phone went into a tunnel. That is nobody's failure, and nobody reads the answer.
    return refuse('malformed');
  }
}

/** Unpacks a gzip body. It is given up as soon as it grows past the limit, so a small body cannot fill the memory. */
async function unpack(bytes: Uint8Array, coding: string | null): Promise<Result<Uint8Array>> {
  if (coding === null || coding === 'identity') return ok(bytes);
  if (coding !== 'gzip') return refuse('malformed');
  try {
    return ok(await gunzipped(bytes, { maxOutputLength: maxBodyBytes }));
  } catch (error) {
    return refuse(error instanceof RangeError ? 'too-large' : 'malformed');
  }
}

/** Looks at each character once. A pattern would be tried again from every quote, which 20 kB of quotes make seconds of. */
function isShallow(json: string): boolean {
  let depth = 0;
  let isText = false;
  for (let index = 0; index < json.length; index += 1) {
    const mark = json.charAt(index);
    if (isText && mark === '\\') index += 1;
    else if (mark === '"') isText = !isText;
    else if (isText) continue;
    else if (mark === '[' || mark === '{') depth += 1;
    else if (mark === ']' || mark === '}') depth -= 1;
    if (depth > maxDepth) return false;
  }
  return true;
}
