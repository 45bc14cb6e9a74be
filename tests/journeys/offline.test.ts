import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterAsExpert, expectCalm, goOffline, isInstalled, openBrowser, openPhone, sees, tap } from '../support/browser.ts';
import type { Tab } from '../support/browser.ts';
import { food, openItem, saysSent, talk, travel, waitsHere, writeNote } from '../support/expert-hands.ts';
import { startOwnDemo } from '../support/own-demo.ts';
import type { OwnDemo } from '../support/own-demo.ts';

describe('without a network', () => {
  let demo: OwnDemo;
  let browser: Browser;
  let aino: Tab;

  beforeAll(async () => {
    demo = await startOwnDemo();
    browser = await openBrowser();
    aino = await openPhone(browser);
    await enterAsExpert(aino.page, `${demo.url}/#${demo.links.expert}`);
    await isInstalled(aino.page);
    await sees(aino.page, /Kaikki tallessa ja lähetetty/);
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.remove();
  });

  it('every screen opens after a cold start, with the server gone', async () => {
    await demo.stop();
    await goOffline(aino);
    for (const [path, words] of [
      ['/', 'Moi Aino'], ['/k', 'Tulossa'], ['/v', /Täällä voit kirjoittaa yhteyshenkilölle/], ['/p', 'Maksettu 2026'], ['/o', 'Omat ajatukset'],
      ['/a', '116 111'], ['/s', 'Kieli ja ulkoasu'], ['/s/l', 'PIN'], ['/w', /\S/], ['/nowhere', 'Moi Aino'],
    ] as const) {
      await aino.page.goto(demo.url + path);
      await sees(aino.page, words);
    }
    await aino.page.goto(`${demo.url}/k`);
    await tap(aino.page, /Puheenvuoro koulutuksessa/, 'link');
    await sees(aino.page, 'Hyvä tietää');
    await aino.page.reload();
    await sees(aino.page, 'Hyvä tietää');
  });

  it('what was written waits, and goes by itself with no page open once there is a network', async () => {
    await writeNote(aino.page, demo.url, talk, food, 'Sanat tunnelista.');
    await sees(aino.page, waitsHere);
    const worker = await aino.context.newCDPSession(aino.page);
    const registrations: { registrationId: string; scopeURL: string }[] = [];
    worker.on('ServiceWorker.workerRegistrationUpdated', (event) => registrations.push(...event.registrations));
    await worker.send('ServiceWorker.enable');
    const elsewhere = await aino.context.newPage();
    const devtools = await aino.context.newCDPSession(elsewhere);
    await devtools.send('ServiceWorker.enable');
    await aino.page.close();
    await demo.start();
    await aino.context.setOffline(false);
    const sent = new Promise((resolve) => aino.context.on('response', (response) => response.url().endsWith('/api/sync') && response.ok() && resolve(true)));
    const registration = registrations.find((one) => one.scopeURL === `${demo.url}/`);
    await devtools.send('ServiceWorker.dispatchSyncEvent', { origin: demo.url, registrationId: registration?.registrationId ?? '', tag: 'outbox', lastChance: false });
    await sent;
    const page = await aino.context.newPage();
    await openItem(page, demo.url, talk, food);
    await saysSent(page, 'Sanat tunnelista.');
    await elsewhere.close();
    aino = { ...aino, page };
  });

  it('a language chosen with a network is there without one', async () => {
    await aino.page.goto(`${demo.url}/s/k`);
    await tap(aino.page, 'Svenska', 'radio');
    await sees(aino.page, 'Språk');
    await aino.page.goto(`${demo.url}/k`);
    await sees(aino.page, 'Kalender');
    await aino.page.waitForLoadState('networkidle');
    await goOffline(aino);
    for (const [path, words] of [['/', 'Hem'], ['/p', 'Arvoden'], ['/a', '116 111'], ['/o', 'Egna tankar']] as const) {
      await aino.page.goto(demo.url + path);
      await sees(aino.page, words);
    }
    await aino.context.setOffline(false);
    await aino.page.goto(`${demo.url}/s/k`);
    await tap(aino.page, 'Suomi', 'radio');
    await sees(aino.page, 'Kieli');
  });

  it('a new version waits until the person says yes, and no draft is lost by it', async () => {
    await openItem(aino.page, demo.url, talk, travel);
    await demo.release('second version');
    await aino.page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    await sees(aino.page, /Uusi versio on valmis/);
    await aino.page.getByRole('textbox').fill('Kesken jäänyt lause');
    const other = await aino.context.newPage();
    await other.goto(`${demo.url}/k`);
    await sees(other, 'Kalenteri');
    // Chromium 156 may keep a worker for minutes that was told to go while it served files: so nobody is loading.
    await Promise.all([aino.page, other].map((page) => page.waitForLoadState('networkidle')));
    const reloaded = [aino.page, other].map((page) => page.waitForEvent('domcontentloaded'));
    await tap(aino.page, 'Ota käyttöön');
    await Promise.all(reloaded);
    await openItem(aino.page, demo.url, talk, travel);
    expect(await aino.page.getByRole('textbox').inputValue()).toBe('Kesken jäänyt lause');
    await sees(other, 'Kalenteri');
    expect(await aino.page.getByText(/Uusi versio on valmis/).count()).toBe(0);
    await other.close();
  });

  it('leaves no error behind', () => expectCalm(aino));
});
