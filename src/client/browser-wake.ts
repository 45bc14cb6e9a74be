import { deviceHeader } from '../protocol/limits.ts';
import { proofHeader } from '../protocol/proof.ts';
import type { Asker } from './asker.ts';

// Somebody who looks at a page for longer than this hears of changes at once; whoever only glances costs no connection.
const listenAfter = 10_000;
const firstDelay = 5_000;
const longestDelay = 300_000;

/**
 * Keeps the server's wake-up channel (`GET /api/wake`) open while the page is seen. `heard(true)` when it opens and at
 * each word on it, `heard(false)` when it is cut. Nothing depends on it: a phone that hears nothing asks by itself. A
 * fetch and no EventSource, because the request names its device in a header.
 */
export function listen({ device, prove }: Asker, heard: (isOpen: boolean) => void): () => void {
  let open: AbortController | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  async function read(signal: AbortSignal): Promise<void> {
    // Signed like all else: who hears this knows when something happens to somebody. A wrong clock was found out by the exchange before.
    const proof = await prove?.({ method: 'GET', path: '/api/wake', json: '' });
    const response = await fetch('/api/wake', { headers: { [deviceHeader]: device, ...(proof ? { [proofHeader]: proof } : {}) }, cache: 'no-store', redirect: 'error', signal });
    // A portal's page is no stream.
    if (!response.ok || !response.body || !response.headers.get('content-type')?.startsWith('text/event-stream')) return;
    failures = 0;
    let isOpen = false;
    const decoder = new TextDecoder();
    const reader = response.body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      // Comments that keep the line alive are no news, but for the first, which says that it is open.
      if (!isOpen || decoder.decode(value).includes('event: wake')) heard(true);
      isOpen = true;
    }
  }

  function look(): void {
    clearTimeout(timer);
    if (document.visibilityState !== 'visible') return open?.abort();
    if (open) return;
    const mine = new AbortController();
    open = mine;
    void read(mine.signal).catch(() => undefined).then(() => {
      open = undefined;
      heard(false);
      failures += 1;
      // Apart from each other, so that phones that lost the server together do not come back together.
      if (!stopped) timer = setTimeout(look, Math.random() * Math.min(longestDelay, firstDelay * 2 ** failures) + firstDelay);
    });
  }

  let stopped = false;
  document.addEventListener('visibilitychange', look);
  timer = setTimeout(look, listenAfter);
  return () => {
    stopped = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', look);
    open?.abort();
  };
}
