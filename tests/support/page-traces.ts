import type { Page } from 'playwright-core';
import type { Tab } from './browser.ts';
import type { Places } from './canary.ts';

// What a page leaves where the browser, or whoever holds the phone, can see it.

/** Everything in Cache Storage: addresses, headers and bodies. */
export async function cachesOf(page: Page): Promise<Places> {
  const all = await page.evaluate(async () => {
    const found: [place: string, head: string, body: string][] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const response = await cache.match(request);
        const bytes = new Uint8Array((await response?.arrayBuffer()) ?? new ArrayBuffer());
        let text = '';
        for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
        found.push([`cache ${name}: ${request.url}`, [request.url, ...request.headers, ...(response?.headers ?? [])].join('\n'), btoa(text)]);
      }
    }
    return found;
  });
  return new Map(all.map(([place, head, body]) => [place, Buffer.concat([Buffer.from(head), Buffer.from(body, 'base64')])]));
}

/** Titles and addresses of all pages that this tab has been on, and what the app keeps beside its database. */
export async function shownBy({ context, page }: Pick<Tab, 'context' | 'page'>): Promise<Places> {
  const devtools = await context.newCDPSession(page);
  const { entries } = await devtools.send('Page.getNavigationHistory');
  await devtools.detach();
  const kept = await page.evaluate(() => ({
    title: document.title, address: location.href, state: JSON.stringify(history.state ?? null), name: window.name,
    localStorage: JSON.stringify(Object.entries(localStorage)), sessionStorage: JSON.stringify(Object.entries(sessionStorage)),
  }));
  const cookies = await context.cookies();
  return new Map([...Object.entries(kept), ['history', JSON.stringify(entries)], ['cookies', JSON.stringify(cookies)]].map(([place = '', text = '']) => [place, Buffer.from(text)]));
}
