import puppeteer from 'puppeteer-core';
import type { Browser, ElementHandle, Page } from 'puppeteer-core';
import { finder, reader, until } from './hands.ts';
import type { Hands } from './hands.ts';

// Chromium and Firefox, by the one library that drives the Firefox of a distribution, through WebDriver BiDi.

export async function openPuppeteer(engine: 'Chromium' | 'Firefox', path: string, profile: string): Promise<Hands> {
  const start = (): Promise<Browser> =>
    puppeteer.launch({
      browser: engine === 'Firefox' ? 'firefox' : 'chrome', executablePath: path, userDataDir: profile, headless: true,
      args: engine === 'Firefox' ? [] : ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run', '--lang=fi', '--accept-lang=fi'],
      ...(engine === 'Firefox' ? { extraPrefsFirefox: { 'intl.accept_languages': 'fi', 'network.captive-portal-service.enabled': false } } : {}),
    });
  let browser = await start();
  let page: Page;
  const open = async (): Promise<void> => {
    page = await browser.newPage();
    await page.setViewport({ width: 360, height: 740 });
  };
  await open();
  const text = () => page.evaluate(() => document.body.innerText);
  async function find(kind: 'press' | 'field', name: string): Promise<ElementHandle<Element>> {
    return until(
      async () => {
        const handle = await page.evaluateHandle(`(${finder})(${JSON.stringify(kind)}, ${JSON.stringify(name)})`).catch(() => undefined);
        return handle?.asElement() as ElementHandle<Element> | null | undefined;
      },
      async () => `${engine}: no ${kind} "${name}" on: ${await text()}`,
    );
  }
  return {
    engine,
    goto: async (url) => void (await page.goto(url, { waitUntil: 'domcontentloaded' })),
    tap: async (name) => (await find('press', name)).click(),
    type: async (field, words) => (await find('field', field)).type(words),
    sees: async (words) => void (await until(() => page.evaluate(`(${reader})(${JSON.stringify(words)})`).catch(() => false) as Promise<boolean>, async () => `${engine}: no "${words}" on: ${await text()}`)),
    ask: async <Said>(source: string) => (await page.evaluate(`(${source})()`)) as Said,
    restart: async () => {
      await browser.close();
      browser = await start();
      await open();
    },
    shot: async (path) => void (await page.screenshot({ path: path as `${string}.png` })),
    close: () => browser.close(),
  };
}
