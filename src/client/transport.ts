import { reasons } from '../domain/reason.ts';
import type { Reason } from '../domain/reason.ts';
import type { Result } from '../domain/result.ts';
import { deviceHeader } from '../protocol/limits.ts';
import type { Env } from './env.ts';

/** Checks a reply against the protocol; each exchange brings its own, so that the service worker need not carry all of them. */
export type Read<T> = (json: unknown) => Result<T, unknown>;

/** What came of a request. `unreachable` covers everything that may pass by itself: no network, a proxy's page, a server that is down. */
export type Answer<T> =
  | { readonly kind: 'reply'; readonly value: T }
  | { readonly kind: 'refused'; readonly reason: Reason; readonly status: number }
  | { readonly kind: 'unreachable'; readonly status: number | null };

/** Calls the API and checks the reply against the protocol: a captive portal's page or an altered reply is never taken for an answer. */
export async function call<T>(env: Pick<Env, 'fetch'>, device: string | null, method: 'GET' | 'POST', path: string, body: unknown, read: Read<T>): Promise<Answer<T>> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (device) headers[deviceHeader] = device;
  if (method === 'POST') headers['content-type'] = 'application/json';
  let status: number | null = null;
  let json: unknown;
  try {
    const packed = method === 'POST' ? await pack(JSON.stringify(body), headers) : null;
    const response = await env.fetch(path, { method, headers, ...(packed === null ? {} : { body: packed }) });
    status = response.status;
    json = await response.json();
  } catch {
    return { kind: 'unreachable', status };
  }
  if (status === 200) {
    const reply = read(json);
    return reply.ok ? { kind: 'reply', value: reply.value } : { kind: 'unreachable', status };
  }
  const reason = reasonIn(json);
  return reason && status >= 400 && status < 500 ? { kind: 'refused', reason, status } : { kind: 'unreachable', status };
}

function reasonIn(json: unknown): Reason | undefined {
  return typeof json === 'object' && json !== null && 'reason' in json ? reasons.find((one) => one === json.reason) : undefined;
}

const worthPacking = 4_096;

/** Packs a longer body: five times fewer bytes, and faster even without any distance. Old phones (Safari before 16.4) send it as it is. */
async function pack(json: string, headers: Record<string, string>): Promise<string | ArrayBuffer> {
  if (json.length < worthPacking || typeof CompressionStream === 'undefined') return json;
  headers['content-encoding'] = 'gzip';
  // As one piece: a stream as a body needs HTTP/2.
  return new Response(new Blob([json]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer();
}
