import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { enterAsExpert, enterAsStaff, isInstalled, openBrowser, openPhone, sees, tap } from '../support/browser.ts';
import type { Tab } from '../support/browser.ts';
import { startOwnDemo } from '../support/own-demo.ts';
import type { OwnDemo } from '../support/own-demo.ts';

// Who has a tab open while the server gets a new build, and then presses what is fetched only when it is pressed.

const newVersion = /Uusi versio\. Lataa sivu/;

describe('a tab that stays open over a new build', () => {
  let demo: OwnDemo;
  let browser: Browser;
  let tab: Tab;

  beforeAll(async () => {
    browser = await openBrowser();
  });
  beforeEach(async () => {
    demo = await startOwnDemo();
  });
  afterEach(async () => {
    await tab?.context.close();
    await demo?.remove();
  });
  afterAll(() => browser?.close());

  it('of the staff: a section that was not fetched says so, with the menu there, and opens once the page is loaded', async () => {
    tab = await openPhone(browser);
    await enterAsStaff(tab.page, `${demo.url}/staff/#${demo.links.coordinator}`);
    // The section itself, not its name in the menu.
    await sees(tab.page, 'Kaikki lähetetyt ajatukset');
    await demo.rebuild('b');
    await tap(tab.page, 'Ihmiset', 'link');
    await sees(tab.page, newVersion);
    await expect(tab.page.getByText(/kun netti palaa/).count()).resolves.toBe(0);
    // Back to what is here.
    await tap(tab.page, 'Odottaa sinua', 'link');
    await sees(tab.page, 'Kaikki lähetetyt ajatukset');
    await tap(tab.page, 'Ihmiset', 'link');
    await tap(tab.page, 'Lataa sivu');
    await sees(tab.page, 'Aino');
    await expect(tab.page.getByText(newVersion).count()).resolves.toBe(0);
  });

  it('of the staff: a button whose code was not fetched says so beside it, and what was typed stays', async () => {
    tab = await openPhone(browser);
    await enterAsStaff(tab.page, `${demo.url}/staff/#${demo.links.coordinator}`);
    await tap(tab.page, 'Ihmiset', 'link');
    await tab.page.getByRole('heading', { name: 'Ihmiset', level: 1 }).waitFor();
    await tap(tab.page, /Aino/, 'link');
    await tab.page.getByRole('button', { name: 'Tee kertalinkki' }).waitFor();
    await demo.rebuild('b');
    await tap(tab.page, 'Tee kertalinkki');
    await sees(tab.page, newVersion);
    await tap(tab.page, 'Lataa sivu');
    await tap(tab.page, 'Tee kertalinkki');
    await sees(tab.page, /Ainolla on jo|kertalinkki/);
    await expect(tab.page.getByText(newVersion).count()).resolves.toBe(0);
  });

  it('with the server gone it says that the network is missing, and opens by itself when that is back', async () => {
    tab = await openPhone(browser);
    await enterAsStaff(tab.page, `${demo.url}/staff/#${demo.links.coordinator}`);
    await sees(tab.page, 'Odottaa sinua');
    await tab.context.setOffline(true);
    await tap(tab.page, 'Ihmiset', 'link');
    await sees(tab.page, /kun netti palaa/);
    await expect(tab.page.getByText(newVersion).count()).resolves.toBe(0);
    await tab.context.setOffline(false);
    await tab.page.getByText(/Aino|Tämä ei auennut/).first().waitFor();
  });

  it('of a young person without a service worker: what waits to be written is there after the load', async () => {
    tab = await openPhone(browser, { serviceWorkers: 'block' });
    await enterAsExpert(tab.page, `${demo.url}/#${demo.links.expert}`);
    await demo.rebuild('b');
    await tap(tab.page, 'Palkkiot', 'link');
    await sees(tab.page, newVersion);
    await tap(tab.page, 'Lataa sivu');
    await sees(tab.page, 'Maksettu 2026');
  });

  it('of a young person with one: every screen opens from what the phone has, and the new version is offered', async () => {
    tab = await openPhone(browser);
    await enterAsExpert(tab.page, `${demo.url}/#${demo.links.expert}`);
    await isInstalled(tab.page);
    await demo.rebuild('b');
    await tap(tab.page, 'Palkkiot', 'link');
    await sees(tab.page, 'Maksettu 2026');
    await tab.page.goto(`${demo.url}/s/k`);
    await tap(tab.page, 'Svenska', 'radio');
    await tab.page.getByText(/Uusi versio|Ny version/).first().waitFor();
    await tab.page.getByRole('button', { name: /Lataa sivu|Ota käyttöön/ }).first().tap();
    await tab.page.waitForFunction(() => document.querySelector('script[type=module]')?.getAttribute('src')?.endsWith('b.js'));
  });
});
