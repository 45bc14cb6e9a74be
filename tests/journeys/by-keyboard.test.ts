import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, dayOf } from '../../src/domain/time.ts';
import { expectCalm, openBrowser, openPhone } from '../support/browser.ts';
import type { Tab } from '../support/browser.ts';
import { linkOf, rawSync } from '../support/demo-people.ts';
import { keysOn } from '../support/keys.ts';
import { startOwnDemo } from '../support/own-demo.ts';
import type { OwnDemo } from '../support/own-demo.ts';

/** What a hand takes for a key that it looks for, and for a letter. */
const KEY_MS = 1_000;
const LETTER_MS = 300;

const place = 'Kirjasto, Tampere';

/** The next day whose number is its month's, two days ahead or more, as it is typed: a date field takes it in any language's order. */
function sameNumbers(today: string): string {
  for (let days = 2; ; days += 1) {
    const [year = '', month = '', number = ''] = addDays(today, days).split('-');
    if (month === number) return number + month + year;
  }
}

describe('with the keyboard alone', () => {
  let demo: OwnDemo;
  let browser: Browser;
  let nea: Tab;
  beforeAll(async () => {
    demo = await startOwnDemo();
    browser = await openBrowser();
    nea = await openPhone(browser, { viewport: { width: 1280, height: 800 }, hasTouch: false, isMobile: false });
    await nea.page.goto(linkOf(demo, 'coordinator'));
    const go = nea.page.getByRole('button', { name: 'Jatka tällä laitteella' });
    await go.click();
    await go.waitFor({ state: 'detached' });
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.remove();
  });

  it('a session is planned from a template, published, and somebody invited, in less than two minutes', async () => {
    const { page } = nea;
    await page.goto(`${demo.url}/staff/sessions`);
    await page.getByRole('link', { name: 'Uusi tilaisuus' }).waitFor();
    const keys = keysOn(page);
    await keys.tabTo(page.getByRole('link', { name: 'Uusi tilaisuus' }));
    await keys.press('Enter', page.getByRole('heading', { name: 'Millainen tilaisuus?' }));
    await keys.tabTo(page.getByRole('button', { name: 'Työryhmä', exact: true }));
    await keys.press('Enter', page.getByLabel('Päivä', { exact: true }));
    await keys.tabTo(page.getByLabel('Päivä', { exact: true }));
    await keys.type(sameNumbers(dayOf(new Date().toISOString())));
    await keys.tabTo(page.getByRole('radio', { name: 'Paikalla' }));
    await keys.press('ArrowDown', page.getByLabel('Etälinkki', { exact: true }));
    await keys.press('ArrowUp', page.getByLabel('Paikka', { exact: true }));
    await keys.tabTo(page.getByLabel('Paikka', { exact: true }));
    await keys.type(place);
    await keys.tabTo(page.getByLabel('Keitä paikalla on', { exact: true }));
    await keys.type('5 ammattilaista');
    await keys.tabTo(page.getByRole('button', { name: 'Julkaise' }));
    await keys.press('Enter', page.getByRole('heading', { name: 'Kutsutut' }));
    await keys.tabTo(page.getByRole('checkbox', { name: 'Aino' }));
    await keys.press('Space');
    await keys.tabTo(page.getByRole('button', { name: 'Lähetä kutsu' }));
    await keys.press('Enter', page.getByText('Ei ole vielä vastannut', { exact: true }));
    expect(keys.faults).toEqual([]);
    await expect.poll(() => rawSync(demo, 'expert')).toContain(place);
    expect(keys.pressed * KEY_MS + keys.typed * LETTER_MS).toBeLessThan(120_000);
  });

  it('was calm throughout: no error, no broken rule of the security policy', () => {
    expectCalm(nea);
  });
});
