import { mailType } from '../protocol/mailbox.ts';

/** Does our own page ask? The type alone no form can send. Old WebKit has no Sec-Fetch-Site: then the Origin must be ours. */
export function isFromOurPage({ headers, url }: Request, publicUrl: string): boolean {
  if (headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() !== mailType) return false;
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  const origin = headers.get('origin');
  return origin !== null && (origin === publicUrl || origin === new URL(url).origin);
}

/** A body of exactly this size; otherwise the status that says so. Never more than that is kept in memory. */
export async function readExactly(request: Request, size: number): Promise<Uint8Array | 400 | 413> {
  const coding = request.headers.get('content-encoding');
  if (coding !== null && coding !== 'identity') return 400;
  const length = request.headers.get('content-length');
  if (length !== null && Number(length) !== size) return Number(length) > size ? 413 : 400;
  const whole = new Uint8Array(size);
  let at = 0;
  try {
    for await (const chunk of request.body ?? []) {
      if (at + chunk.length > size) return 413;
      whole.set(chunk, at);
      at += chunk.length;
    }
  } catch {
    // The connection closed in the middle of it; nobody reads the answer.
    return 400;
  }
  return at === size ? whole : 400;
}
