import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { BrowserContext, Page } from 'playwright-core';
import { findBrowser } from '../../../src/tools/browser.ts';
import type {} from './page/api.ts';

// Root may not use Chromium's sandbox; without the others it asks for hosts of its maker at every start.
const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];

/** `bare` is the floor before a server that keeps nothing: what remains when also the server's work is taken away. */
export type Side = 'ours' | 'floor' | 'bare';
export const sides: readonly Side[] = ['ours', 'floor'];

/** A browser process of its own whose profile lies on the disk: a private window would keep IndexedDB in memory. */
export async function launch(profile: string): Promise<BrowserContext> {
  mkdirSync(profile, { recursive: true });
  return chromium.launchPersistentContext(profile, { executablePath: await findBrowser(), args });
}

export const profileIn = (folder: string, name: string): string => join(folder, 'profiles', name);

let sealed = '';
/** From here on our side's stores are sealed, as behind a PIN; the floor's never are. */
export function sealOurs(): void {
  sealed = '&sealed=1';
}

/** The page of one side. */
export const addressOf = (url: string, side: Side): string => `${url}/?side=${side}${sealed}`;

/** Opens the page of one side, works with it and closes it: nothing of it goes on beside what is measured next. */
export async function onPage<T>(context: BrowserContext, url: string, side: Side, work: (page: Page) => Promise<T>): Promise<T> {
  const page = await context.newPage();
  try {
    await page.goto(addressOf(url, side));
    return await work(page);
  } finally {
    await page.close();
  }
}
