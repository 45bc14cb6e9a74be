import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at } from '../../src/tools/demo/sessions.ts';
import { dayOf } from '../../src/domain/time.ts';
import { expectCalm, openBrowser, openPhone } from '../support/browser.ts';
import type { Tab } from '../support/browser.ts';
import { linkOf } from '../support/demo-people.ts';
import { startOwnDemo } from '../support/own-demo.ts';
import type { OwnDemo } from '../support/own-demo.ts';

/** The app is Finnish in both; what differs is how the browser itself reads a number and draws a day. */
describe.each(['fi-FI', 'en-US'])('what is typed at the desk, in a browser that is %s', (locale) => {
  const today = dayOf(new Date().toISOString());
  let demo: OwnDemo;
  let browser: Browser;
  let nea: Tab;
  let colleague: Page;

  const publish = (page: Page) => page.getByRole('button', { name: /^(Julkaise|Tallenna muutokset)$/ }).click();
  const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
  beforeAll(async () => {
    demo = await startOwnDemo();
    browser = await openBrowser();
    nea = await openPhone(browser, { locale, viewport: { width: 1280, height: 800 }, hasTouch: true });
    await nea.page.goto(linkOf(demo, 'coordinator'));
    const enter = nea.page.getByRole('button', { name: /^(Jatka tällä laitteella|Go on with this device)$/ });
    await enter.tap();
    await enter.waitFor({ state: 'detached' });
    await nea.page.goto(`${demo.url}/staff/me`);
    // The app begins in the browser's language.
    await nea.page.getByText('Suomi', { exact: true }).click();
    await nea.page.getByLabel('Milloin vastaa', { exact: true }).waitFor();
    colleague = await nea.context.newPage();
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.remove();
  });

  it('a day that nobody can mean, half a day and two numbers are said at their fields, and nothing is published', async () => {
    const { page } = nea;
    await page.goto(`${demo.url}/staff/sessions/new`);
    await page.getByRole('button', { name: 'Työryhmä', exact: true }).click();
    await field(page, 'Päivä').fill('0026-11-27');
    await field(page, 'Paikka').fill('Kirjasto');
    await field(page, 'Keitä paikalla on').fill('5 ammattilaista');
    await field(page, 'Vastassa olevan puhelinnumero').fill('050 123 4567 tai 09 123 456');
    await publish(page);
    await page.getByText(/^Tämä päivä ei voi olla oikein/).first().waitFor();
    expect(await field(page, 'Päivä').getAttribute('aria-invalid')).toBe('true');
    expect(await page.locator('input[type=number]').count()).toBe(0);
    await field(page, 'Päivä').fill(at(today, 20, '12:00').slice(0, 10));
    await publish(page);
    await page.getByText(/enemmän kuin yksi numero/).first().waitFor();
    await field(page, 'Vastassa olevan puhelinnumero').fill('+358 (0)50 123 4567');
    // Half a day: its year is taken away.
    await field(page, 'Maksupäivä').fill('');
    await field(page, 'Maksupäivä').focus();
    await page.keyboard.type('12');
    await field(page, 'Paikka').focus();
    await publish(page);
    await page.getByText(/^Päivä jäi kesken/).first().waitFor();
    await field(page, 'Maksupäivä').fill(at(today, 30, '12:00').slice(0, 10));
    await publish(page);
    await page.getByRole('heading', { name: 'Kutsutut' }).waitFor();
    await page.getByText('+358 50 123 4567').first().waitFor();
  });

  it('a colleague’s change of another field stays when what was typed here is saved', async () => {
    const { page } = nea;
    const address = page.url();
    await page.goto(`${address}/change`);
    await field(page, 'Nimi').fill('Oma nimi');
    await colleague.goto(`${address}/change`);
    // One draft in both tabs of one device: what another device changes comes through the server.
    await field(colleague, 'Nimi').waitFor();
    expect(await field(colleague, 'Nimi').inputValue()).toBe('Oma nimi');
    await publish(page);
    await page.getByRole('heading', { level: 1, name: 'Oma nimi' }).waitFor();
  });

  it('was calm throughout', () => expectCalm(nea));
});
