import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterAsExpert, enterAsStaff, openBrowser, openPhone, sees } from '../support/browser.ts';
import { startDemo } from '../support/demo.ts';
import type { Demo } from '../support/demo.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Found {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

/**
 * What axe finds wrong by WCAG 2.2 A and AA. Evaluated by the debugger, because the page's own policy lets no script in.
 * Its own look at target sizes takes a row that is half scrolled behind the tabs for a small one; `tooSmall` is stricter.
 */
async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const found = await page.evaluate<readonly Found[]>(`axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], rules: { 'target-size': { enabled: false } } }).then((result) => result.violations)`);
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
}

/** Things to press that are smaller than 44 px either way; words in running text may be lower (WCAG 2.5.8, exception). */
const tooSmall = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea, summary')].flatMap((element) => {
      const target = element.closest('label') ?? element;
      const box = target.getBoundingClientRect();
      const isInText = element.tagName === 'A' && element.parentElement?.tagName === 'P';
      return box.width > 0 && !isInText && (box.height < 44 || box.width < 44) ? [`${element.outerHTML.slice(0, 80)} ${Math.round(box.width)}×${Math.round(box.height)}`] : [];
    }),
  );

/** Things to press that stay behind the bars when they get the focus, or when one scrolls to them (WCAG 2.4.11). */
const covered = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const tabs = document.querySelector('.tabs');
    return [...document.querySelectorAll<HTMLElement>('main button, main a[href], main input, main textarea')].flatMap((element) => {
      if (!tabs || !element.checkVisibility()) return [];
      element.focus();
      element.scrollIntoView({ block: 'end' });
      const hidden = element.getBoundingClientRect().bottom - tabs.getBoundingClientRect().top;
      return hidden > 0 ? [`${element.outerHTML.slice(0, 80)} by ${Math.round(hidden)}`] : [];
    });
  });

const sideways = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const expertPaths = ['/', '/k', '/v', '/v/n', '/p', '/o', '/a', '/s', '/w'];

describe('every screen is open to everybody', () => {
  let demo: Demo;
  let browser: Browser;
  beforeAll(async () => {
    demo = await startDemo();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.remove();
  });

  it('the young expert’s, light and dark, at 360 and 320 pixels and with letters twice as large', async () => {
    const { page } = await openPhone(browser);
    await enterAsExpert(page, demo.linkOf('expert'));
    await sees(page, /Kaikki tallessa ja lähetetty/);
    const session = await page.getByRole('link', { name: 'Valmistaudu' }).getAttribute('href');
    const fee = await hrefOn(page, `${demo.url}/p`, /Puheenvuoro koulutuksessa/);
    const invited = await hrefOn(page, `${demo.url}/k`, /Työryhmä: jälkihuollon opas, toinen kerta/);
    const faults: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      for (const path of [...expertPaths, session, `${session}/2`, `${session}/3`, fee, invited, '/o/new-thought']) {
        await page.goto(`${demo.url}${path}`);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.waitForFunction('!document.querySelector("[aria-busy=true]")');
        faults.push(...(await faultsOf(page)).map((fault) => `${path} ${colorScheme}: ${fault}`));
        faults.push(...(await tooSmall(page)).map((small) => `${path} too small: ${small}`));
        faults.push(...(await covered(page)).map((hidden) => `${path} behind the tabs: ${hidden}`));
        if ((await sideways(page)) > 0) faults.push(`${path} scrolls sideways`);
        await page.setViewportSize({ width: 320, height: 640 });
        if ((await sideways(page)) > 0) faults.push(`${path} scrolls sideways at 320`);
        await page.setViewportSize({ width: 360, height: 740 });
        await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
        if ((await sideways(page)) > 0) faults.push(`${path} scrolls sideways at 200 %`);
        await page.evaluate(() => (document.documentElement.style.fontSize = ''));
      }
    }
    expect([...new Set(faults)]).toEqual([]);
  });

  it('the staff’s', async () => {
    const faults: string[] = [];
    for (const [role, paths] of [
      ['coordinator', ['/staff/waiting', '/staff/sessions', '/staff/sessions/new', '/staff/people', '/staff/o', '/staff/me']],
      ['contact', ['/staff/messages', '/staff/messages/pair', '/staff/messages/keep', '/staff/messages/help', '/staff/me']],
      ['fees', ['/staff/fees']],
    ] as const) {
      const { page, context } = await openPhone(browser);
      await enterAsStaff(page, demo.linkOf(role));
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        for (const path of paths) {
          await page.goto(`${demo.url}${path}`);
          await page.getByRole('heading', { level: 1 }).waitFor();
          faults.push(...(await faultsOf(page)).map((fault) => `${path} ${colorScheme}: ${fault}`));
          faults.push(...(await tooSmall(page)).map((small) => `${path} too small: ${small}`));
          if ((await sideways(page)) > 0) faults.push(`${path} scrolls sideways`);
        }
      }
      await context.close();
    }
    expect([...new Set(faults)]).toEqual([]);
  });

  it('and axe finds a fault where there is one', async () => {
    const { page, context } = await openPhone(browser);
    await page.goto(`${demo.url}/`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.evaluate(() => document.querySelector('main')?.append(document.createElement('input')));
    expect((await faultsOf(page)).join()).toContain('label');
    await context.close();
  });
});

async function hrefOn(page: Page, address: string, name: RegExp): Promise<string> {
  await page.goto(address);
  return (await page.getByRole('link', { name }).first().getAttribute('href')) ?? '';
}
