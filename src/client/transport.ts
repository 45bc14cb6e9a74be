import { deviceHeader } from '../protocol/limits.ts';
import type { Env } from './env.ts';

/** The JSON of an answer and its status; a null status where there was none, undefined JSON where it was something else. */
export interface Answered {
  readonly status: number | null;
  readonly json?: unknown;
}

/** Asks the API, as one device or as nobody. A `body`, which is JSON, makes it a POST. Never rejects. */
export async function ask(env: Pick<Env, 'fetch'>, device: string | null, path: string, body?: string): Promise<Answered> {
  let status: number | null = null;
  try {
    const headers: Record<string, string> = device === null ? {} : { [deviceHeader]: device };
    const response = await env.fetch(path, body === undefined ? { headers } : { method: 'POST', headers, body: await pack(body, headers) });
    ({ status } = response);
    return { status, json: await response.json() };
  } catch {
    // No network, or a proxy's page.
    return { status };
  }
}

const worthPacking = 4_096;

/** Packs a longer body: five times fewer bytes, and faster even without any distance. Old phones (Safari before 16.4) send it as it is. */
async function pack(json: string, headers: Record<string, string>): Promise<string | ArrayBuffer> {
  headers['content-type'] = 'application/json';
  if (json.length < worthPacking || typeof CompressionStream === 'undefined') return json;
  headers['content-encoding'] = 'gzip';
  // As one piece: a stream as a body needs HTTP/2.
  return new Response(new Response(json).body?.pipeThrough(new CompressionStream('gzip'))).arrayBuffer();
}
