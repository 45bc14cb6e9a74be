import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterAsExpert, expectCalm, openBrowser, openPhone, sees, tap } from '../support/browser.ts';
import { startDemo } from '../support/demo.ts';
import type { Demo } from '../support/demo.ts';

describe('a phone whose clock is years off', () => {
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

  it.each([5, -10])('by %i years still shows what is coming, and takes an answer', async (years) => {
    await demo.stop();
    await demo.start();
    const tab = await openPhone(browser);
    await tab.context.addInitScript((milliseconds) => {
      const RealDate = Date;
      const off = class extends RealDate {
        constructor(...given: [] | [number | string]) {
          if (given.length === 0) super(RealDate.now() + milliseconds);
          else super(given[0]);
        }
        static override now = () => RealDate.now() + milliseconds;
      };
      Object.assign(globalThis, { Date: off });
    }, years * 365 * 86_400_000);
    await enterAsExpert(tab.page, demo.linkOf('expert'));
    await sees(tab.page, /Kaikki tallessa ja lähetetty/);
    await tab.page.goto(`${demo.url}/k`);
    await tap(tab.page, /Työryhmä: jälkihuollon opas, toinen kerta/, 'link');
    await tap(tab.page, years > 0 ? 'En tällä kertaa' : 'Tulen sittenkin');
    await sees(tab.page, /^Lähetetty/);
    await tab.page.goto(`${demo.url}/`);
    await sees(tab.page, 'Puheenvuoro koulutuksessa');
    expect(await tab.page.getByText('Juuri nyt ei ole mitään sovittua').count()).toBe(0);
    expectCalm(tab);
    await tab.context.close();
  });
});
