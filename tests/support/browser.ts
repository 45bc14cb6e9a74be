import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { findBrowser } from '../../src/tools/browser.ts';

/** A phone as our people have it: 360×740, touch, Finnish. */
export const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, locale: 'fi-FI', timezoneId: 'Europe/Helsinki' };

// Root may not use Chromium's sandbox; without the others it asks for hosts of its maker at every start.
export const flags = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await findBrowser(), args: flags });
}

export interface Tab {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What went wrong in the page: errors thrown, errors logged, rules of the security policy broken. */
  readonly troubles: string[];
  /** Every address that the page asked for. */
  readonly addresses: string[];
}

/** A phone of its own: nothing is shared with the others. */
export async function openPhone(browser: Browser, options: Parameters<Browser['newContext']>[0] = {}): Promise<Tab> {
  const context = await browser.newContext({ ...phone, ...options });
  return watch(context, await context.newPage());
}

/** Notes down what goes wrong in a page, and what is asked for. */
export function watch(context: BrowserContext, page: Page): Tab {
  const troubles: string[] = [];
  const addresses: string[] = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => {
    // A request that finds no network is no trouble: that is what the journeys are about.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) troubles.push(message.text());
  });
  context.on('request', (request) => addresses.push(request.url()));
  return { context, page, troubles, addresses };
}

/** Waits until the text stands on the screen. */
export async function sees(page: Page, text: string | RegExp): Promise<void> {
  await page.getByText(text).first().waitFor({ state: 'visible' });
}

export async function tap(page: Page, name: string | RegExp, role: 'button' | 'link' | 'radio' | 'tab' = 'button'): Promise<void> {
  await page.getByRole(role, { name, exact: typeof name === 'string' }).first().tap();
}

/** Opens a young expert's link and goes through the welcome to home. */
export async function enterAsExpert(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await tap(page, 'Jatka');
  await tap(page, 'Selvä, jatka');
  await sees(page, 'Moi Aino');
}

/** Opens a link of the staff app and signs in on this device. */
export async function enterAsStaff(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await tap(page, 'Jatka tällä laitteella');
  await page.getByRole('button', { name: 'Jatka tällä laitteella' }).waitFor({ state: 'detached' });
}

/** Waits until the service worker has everything: from here on the app opens without a network. */
export async function isInstalled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }));
  });
}

/** No network, and nothing left in the browser's own cache: what still works, works from what the app has kept. */
export async function goOffline({ context, page }: Tab): Promise<void> {
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.clearBrowserCache');
  await context.setOffline(true);
}

export function expectCalm(tab: Tab): void {
  expect(tab.troubles).toEqual([]);
}
