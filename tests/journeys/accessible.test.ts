import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerIdOf, notePurpose } from '../../src/domain/answer-facts.ts';
import { termsOf } from '../../src/domain/terms.ts';
import { enterAsExpert, enterAsStaff, openBrowser, openPhone, sees, tap } from '../support/browser.ts';
import { inviteTo, linkOf, personOf } from '../support/demo-people.ts';
import { startOwnDemo } from '../support/own-demo.ts';
import type { OwnDemo } from '../support/own-demo.ts';

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

const expertPaths = ['/', '/k', '/v', '/v/n', '/p', '/o', '/a', '/s', '/s/l', '/s/m', '/s/n', '/s/k', '/s/w', '/s/a', '/s/t', '/s/x', '/w'];

describe('every screen is open to everybody', () => {
  let demo: OwnDemo;
  let browser: Browser;
  beforeAll(async () => {
    demo = await startOwnDemo();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.remove();
  });

  it('the young expert’s, light and dark, at 360 and 320 pixels and with letters twice as large', async () => {
    const { page } = await openPhone(browser);
    await enterAsExpert(page, linkOf(demo, 'expert'));
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
        faults.push(...(await amiss(page, `${path} ${colorScheme}`)), ...(await amissWhereNarrow(page, path ?? '')));
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
      await enterAsStaff(page, linkOf(demo, role));
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        for (const path of paths) {
          await page.goto(`${demo.url}${path}`);
          await page.getByRole('heading', { level: 1 }).waitFor();
          faults.push(...(await amiss(page, `${path} ${colorScheme}`)));
        }
      }
      await context.close();
    }
    expect([...new Set(faults)]).toEqual([]);
  });

  it('what comes of a plan: a session with its ride and its kitchen, what is asked again, what was cancelled', async () => {
    const [expert, coordinator] = [await (await personOf(demo, 'expert')).link(), await (await personOf(demo, 'coordinator')).link()];
    const [aino, nea] = [await openPhone(browser), await openPhone(browser)];
    await enterAsExpert(aino.page, `${demo.url}/#${expert}`);
    await enterAsStaff(nea.page, `${demo.url}/staff/#${coordinator}`);
    await tellMore(demo);
    const faults: string[] = [];
    for (const [page, paths] of [
      [nea.page, ['/staff/waiting', '/staff/sessions/fed', '/staff/sessions/fed/kitchen', '/staff/sessions/fed/change', '/staff/sessions/again', '/staff/sessions/off']],
      [aino.page, ['/k/again', '/k/off', '/k/fed/1', '/k/fed/2']],
    ] as const) {
      for (const path of paths) {
        await page.goto(`${demo.url}${path}`);
        await sees(page, titleOf(path));
        faults.push(...(await amissBothWays(page, path)));
      }
    }
    const { page } = nea;
    await page.goto(`${demo.url}/staff/sessions/fed`);
    await tap(page, 'Suunnittele kyyti');
    await page.getByLabel('Mistä haetaan').fill('Kirkkokatu 3, ovi A');
    await page.getByLabel('Lähtö').fill('14:10');
    await page.getByLabel('Takaisin').fill('17:40');
    faults.push(...(await amissBothWays(page, 'planning a ride')));
    await tap(page, 'Tallenna kyyti');
    await tap(page, 'Tee linkki kuljettajalle');
    const link = await page.getByLabel('Linkki', { exact: true }).inputValue();
    faults.push(...(await amissBothWays(page, 'the link for a ride')));
    const adult = await openPhone(browser);
    await adult.page.goto(link);
    await sees(adult.page, 'Kirkkokatu 3, ovi A');
    faults.push(...(await amissBothWays(adult.page, 'a ride')));
    await tap(adult.page, 'Lupaan kyydin');
    faults.push(...(await amissBothWays(adult.page, 'a ride without a name')));
    await adult.page.getByLabel('Nimesi').fill('Kaisa');
    await tap(adult.page, 'Lupaan kyydin');
    await sees(adult.page, 'Kiitos. Kyyti on luvattu.');
    faults.push(...(await amissBothWays(adult.page, 'a promised ride')));
    for (const { context } of [aino, nea, adult]) await context.close();
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

/** Everything amiss with a page as it stands there. */
async function amiss(page: Page, name: string): Promise<string[]> {
  const small = (await tooSmall(page)).map((one) => `too small: ${one}`);
  return [...(await faultsOf(page)), ...small, ...((await sideways(page)) > 0 ? ['scrolls sideways'] : [])].map((fault) => `${name}: ${fault}`);
}

async function amissBothWays(page: Page, name: string): Promise<string[]> {
  const faults: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    faults.push(...(await amiss(page, `${name} ${colorScheme}`)));
  }
  return [...faults, ...(await amissWhereNarrow(page, name))];
}

/** Behind the tabs, or wider than a small phone or a page with letters twice as large (WCAG 1.4.10, 1.4.4). */
async function amissWhereNarrow(page: Page, name: string): Promise<string[]> {
  const faults = (await covered(page)).map((hidden) => `${name} behind the tabs: ${hidden}`);
  await page.setViewportSize({ width: 320, height: 640 });
  if ((await sideways(page)) > 0) faults.push(`${name} scrolls sideways at 320`);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
  if ((await sideways(page)) > 0) faults.push(`${name} scrolls sideways at 200 %`);
  await page.evaluate(() => (document.documentElement.style.fontSize = ''));
  return faults;
}

const titles = { fed: 'Koulutuspäivä Porissa', again: 'Foorumi keväällä', off: 'Paneeli nuorten palveluista' };

/** What a page must show before it is looked at. */
const titleOf = (path: string): string | RegExp =>
  path.endsWith('/kitchen') ? 'Ei pähkinää' : path === '/k/again' ? 'Muuttui: vastaa uudelleen' : path.endsWith('/off') ? /peruttu/i : path.endsWith('/change') ? 'Tallenna muutokset' : (Object.entries(titles).find(([id]) => path.includes(id))?.[1] ?? titles.again);

/** Three sessions that Aino says yes to: one with what she eats, one that is changed after that, one that is cancelled. */
async function tellMore(demo: OwnDemo): Promise<void> {
  const [aino, nea] = [await personOf(demo, 'expert'), await personOf(demo, 'coordinator')];
  const invited = await Promise.all(Object.entries(titles).map(([id, title], index) => inviteTo(demo, id, { title, number: `2026-07${index}` })));
  for (const { facts, invitation } of invited) await aino.perform('invitation/answer', { invitation, answer: 'accepted', terms: termsOf(facts) });
  demo.ahead(11);
  const [fed, again, off] = invited;
  if (!fed || !again || !off) throw new Error('nobody was invited');
  const note = await aino.seal([nea.person], notePurpose(answerIdOf(fed.invitation, 'food')), { text: 'Ei pähkinää', at: new Date().toISOString() });
  await aino.perform('answer/write', { invitation: fed.invitation, item: 'food', note, audience: 'coordinator' });
  await nea.perform('session/change', { ...again.facts, place: 'Kirjasto, Tampere', aim: 'Kuuntelet ja kerrot, mitä ajattelet.' });
  await nea.perform('session/cancel', { id: off.facts.id, fee: 'paid' });
}

async function hrefOn(page: Page, address: string, name: RegExp): Promise<string> {
  await page.goto(address);
  return (await page.getByRole('link', { name }).first().getAttribute('href')) ?? '';
}
