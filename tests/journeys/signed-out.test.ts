import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterAsExpert, enterAsStaff, expectCalm, openBrowser, openPhone, sees, tap } from '../support/browser.ts';
import type { Tab } from '../support/browser.ts';
import { startDemo } from '../support/demo.ts';
import type { Demo } from '../support/demo.ts';

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

  it('because somebody closed the phone erases it, and says so in calm words', async () => {
    const nea = await openPhone(browser);
    await enterAsStaff(nea.page, demo.linkOf('coordinator'));
    await nea.page.goto(`${demo.url}/staff/people`);
    await tap(nea.page, /Aino/, 'link');
    await tap(nea.page, 'Tee kertalinkki');
    await sees(nea.page, /Aino on jo kirjautunut omalla laitteellaan/);
    await tap(nea.page, 'Sulje kadonnut laite ja tee uusi linkki');
    link = await nea.page.getByRole('textbox', { name: 'Linkki' }).inputValue();
    expectCalm(nea);

    await aino.page.goto(`${demo.url}/`);
    await aino.page.getByRole('heading', { name: 'Kirjautuminen suljettiin' }).waitFor();
    await sees(aino.page, /on poistettu siltä/);
    const left = await aino.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
    expect(left).toEqual(['rasti-settings']);
    await tap(aino.page, 'Selvä');
  });

  it('is opened again on the same phone by a new link, and what was sent before is there', async () => {
    await enterAsExpert(aino.page, link);
    expect(aino.page.url()).not.toContain('#');
    await sees(aino.page, /Kaikki tallessa ja lähetetty/);
  });
});
