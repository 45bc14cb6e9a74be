import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterAsExpert, enterAsStaff, expectCalm, openBrowser, openPhone, sees, tap } from '../support/browser.ts';
import type { Tab } from '../support/browser.ts';
import { startDemo } from '../support/demo.ts';
import type { Demo } from '../support/demo.ts';
import { afterwards, food, openItem, saysSent, sendNote, series, talk, waitsHere } from '../support/expert-hands.ts';

describe('a login that has ended', () => {
  let demo: Demo;
  let browser: Browser;
  let aino: Tab;
  let link: string;

  beforeAll(async () => {
    demo = await startDemo();
    browser = await openBrowser();
    aino = await openPhone(browser);
    await enterAsExpert(aino.page, demo.linkOf('expert'));
    await sees(aino.page, /Kaikki tallessa ja lähetetty/);
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.remove();
  });

  it('is said in calm words once somebody has closed it, and what is written meanwhile stays', async () => {
    const nea = await openPhone(browser);
    await enterAsStaff(nea.page, demo.linkOf('coordinator'));
    await nea.page.goto(`${demo.url}/staff/people`);
    await tap(nea.page, /Aino/, 'link');
    await tap(nea.page, 'Tee kertalinkki');
    await sees(nea.page, /Aino on jo kirjautunut omalla laitteellaan/);
    await tap(nea.page, 'Sulje kadonnut laite ja tee uusi linkki');
    link = await nea.page.getByRole('textbox', { name: 'Linkki' }).inputValue();
    expectCalm(nea);

    await openItem(aino.page, demo.url, series, food);
    await aino.page.getByRole('textbox').fill('Kirjoitin tämän, kun kirjautuminen oli päättynyt.');
    await sendNote(aino.page);
    await sees(aino.page, waitsHere);
    await aino.page.goto(`${demo.url}/`);
    await sees(aino.page, /Kirjautuminen on päättynyt. Kirjoittamasi on tallessa/);
    await openItem(aino.page, demo.url, series, food);
    await sees(aino.page, waitsHere);
    await openItem(aino.page, demo.url, series, afterwards);
    await aino.page.getByRole('textbox').fill('Tämä jäi kesken');
  });

  it('is opened again on the same phone by a new link, and nothing of it is lost', async () => {
    await aino.page.goto(link);
    await tap(aino.page, 'Jatka');
    await tap(aino.page, 'Selvä, jatka');
    await sees(aino.page, 'Moi Aino');
    expect(aino.page.url()).not.toContain('#');
    await openItem(aino.page, demo.url, series, food);
    await saysSent(aino.page, 'Kirjoitin tämän, kun kirjautuminen oli päättynyt.');
    await openItem(aino.page, demo.url, series, afterwards);
    expect(await aino.page.getByRole('textbox').inputValue()).toBe('Tämä jäi kesken');
    // The keys stayed, so what was answered before can still be read.
    await openItem(aino.page, demo.url, talk, /^Kysymykset yleisöltä/);
    await sees(aino.page, /^Minä otan kysymykset vastaan/);
  });
});
