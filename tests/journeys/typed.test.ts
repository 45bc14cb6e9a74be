import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at } from '../../src/tools/demo/sessions.ts';
import { dayOf } from '../../src/domain/time.ts';
import { expectCalm, openBrowser, openPhone } from '../support/browser.ts';
import type { Tab } from '../support/browser.ts';
import { startKillableDemo } from '../support/killable-demo.ts';
import type { KillableDemo } from '../support/killable-demo.ts';

const daysOn = 20;

/** The app is Finnish in both; what differs is how the browser itself reads a number and draws a day. */
describe.each(['fi-FI', 'en-US'])('what is typed at the desk, in a browser that is %s', (locale) => {
  const today = dayOf(new Date().toISOString());
  let demo: KillableDemo;
  let browser: Browser;
  let nea: Tab;
  let otherTab: Page;
  let colleague: Tab;

  /** A desk that speaks Finnish, in this browser. */
  async function openDesk(link: string): Promise<Tab> {
    const tab = await openPhone(browser, { locale, viewport: { width: 1280, height: 800 }, hasTouch: true });
    await tab.page.goto(link);
    const enter = tab.page.getByRole('button', { name: /^(Jatka tällä laitteella|Go on with this device)$/ });
    await enter.tap();
    await enter.waitFor({ state: 'detached' });
    await tab.page.goto(`${demo.url}/staff/me`);
    // The app begins in the browser's language.
    await tab.page.getByText('Suomi', { exact: true }).click();
    await tab.page.getByLabel('Milloin vastaa', { exact: true }).waitFor();
    return tab;
  }
  const publish = (page: Page) => page.getByRole('button', { name: /^(Julkaise|Tallenna muutokset)$/ }).click();
  const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
  beforeAll(async () => {
    demo = await startKillableDemo();
    browser = await openBrowser();
    nea = await openDesk(demo.linkOf('coordinator'));
    otherTab = await nea.context.newPage();
    // Another computer: what is changed there comes through the server.
    colleague = await openDesk(`${demo.url}/staff/#${await (await demo.person('coordinator')).link()}`);
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

  it('a colleague’s change of time and place stays when what was typed here is saved, and what clashes is chosen', async () => {
    const { page } = nea;
    const address = page.url();
    await page.goto(`${address}/change`);
    await field(page, 'Nimi').fill('Oma nimi');
    await otherTab.goto(`${address}/change`);
    await expect.poll(() => field(otherTab, 'Nimi').inputValue()).toBe('Oma nimi');
    await otherTab.close();
    await page.goto(`${demo.url}/staff/`);

    const other = colleague.page;
    await other.goto(`${address}/change`);
    await field(other, 'Nimi').fill('Toisen nimi');
    await field(other, 'Alkaa').fill('14:15');
    await field(other, 'Paikka').fill('Kulttuuritalo');
    await publish(other);
    await other.getByRole('heading', { level: 1, name: 'Toisen nimi' }).waitFor();
    await other.getByText('Kulttuuritalo').first().waitFor();
    await other.getByText(/Kaikki tallessa/).first().waitFor();

    await page.goto(address);
    await page.getByText('Kulttuuritalo').first().waitFor();
    await page.goto(`${address}/change`);
    expect(await field(page, 'Paikka').inputValue()).toBe('Kulttuuritalo');
    expect(await field(page, 'Alkaa').inputValue()).toBe('14:15');
    // Both have written a name: each is shown, and neither goes by itself.
    await page.locator('[data-meanwhile=title]', { hasText: 'Toisen nimi' }).filter({ hasText: 'Oma nimi' }).getByRole('button').last().click();
    await publish(page);
    await page.getByRole('heading', { level: 1, name: 'Oma nimi' }).waitFor();
    await page.getByText('Kulttuuritalo').first().waitFor();
  });

  it('one’s own number that was changed elsewhere does not come back with hours that were typed here', async () => {
    const { page } = nea;
    await page.goto(`${demo.url}/staff/me`);
    await field(page, 'Milloin vastaa').fill('Arkisin 10–14');
    await page.goto(`${demo.url}/staff/`);
    const other = colleague.page;
    await other.goto(`${demo.url}/staff/me`);
    await field(other, 'Puhelin').fill('040 765 4321');
    await other.getByRole('button', { name: 'Tallenna omat tiedot' }).click();
    await other.getByText(/Kaikki tallessa/).first().waitFor();
    await page.goto(`${demo.url}/staff/me`);
    await expect.poll(() => field(page, 'Puhelin').inputValue()).toMatch(/765 ?4321$/);
    expect(await field(page, 'Milloin vastaa').inputValue()).toBe('Arkisin 10–14');
  });

  it('a payment day of the year 26, or half a day, is refused at its field, and nothing is paid', async () => {
    const { page } = await openDesk(demo.linkOf('fees'));
    await page.goto(`${demo.url}/staff/fees`);
    await page.getByRole('link', { name: 'Merkitse maksetuksi' }).first().click();
    const day = field(page, 'Päivä, jona raha lähti');
    const type = async (keys: string) => {
      await day.fill('');
      await day.focus();
      await page.keyboard.type(keys);
      await page.getByRole('button', { name: 'Merkitse maksetuksi' }).click();
    };
    // The picker's order is that of the browser's own menus, which are English in both.
    await type('112726');
    await page.getByText(/^Tämä päivä ei voi olla oikein/).waitFor();
    expect(await day.inputValue()).toBe('0026-11-27');
    await type('12');
    await page.getByText(/^Päivä jäi kesken/).waitFor();
    expect(new URL(page.url()).pathname).toMatch(/\/paid$/);
  });

  it('one and a half hours are one and a half, half typed stays, a wheel changes nothing, and the sum is seen first', async () => {
    await demo.end('SIGTERM');
    // The series has been, and nobody has marked it.
    await demo.start(daysOn);
    await nea.context.clock.install({ time: Date.now() + daysOn * 86_400_000 });
    const { page } = nea;
    await page.goto(`${demo.url}/staff/sessions`);
    await page.getByRole('link', { name: /Yhteiskehittäminen 2\/6/ }).first().click();
    const address = page.url();
    const card = page.getByRole('region', { name: /Aino/ });
    const hours = card.getByLabel('Tunnit', { exact: true });
    await hours.fill('');
    await card.getByRole('button', { name: 'Vahvista' }).click();
    await card.getByText(/^Kirjoita tunnit, esimerkiksi 1,5\./).waitFor();
    for (const [typed, end] of [['1.5', ''], ['1,5', '']] as const) {
      await hours.fill(typed);
      await card.getByLabel('Minuutit', { exact: true }).fill(end);
      await card.getByText(/^Vahvistat ajan 1 h 30 min\. Palkkio 30,00/).waitFor();
    }
    await hours.hover();
    await page.mouse.wheel(0, 300);
    expect(await hours.inputValue()).toBe('1,5');
    await page.goto(`${demo.url}/staff/`);
    await page.goto(address);
    expect(await hours.inputValue()).toBe('1,5');
    await card.getByRole('button', { name: 'Vahvista' }).click();
    await card.getByText(/1 h 30 min/).first().waitFor();
  });

  it('was calm throughout', () => expectCalm(nea));
});
