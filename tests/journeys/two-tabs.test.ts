import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterAsExpert, expectCalm, goOffline, isInstalled, openBrowser, openPhone, sees, tap, watch } from '../support/browser.ts';
import type { Tab } from '../support/browser.ts';
import { answersAfter, chooseInSeries, chosenAnswers, openItem, openItems, openWaiting, sendNote, series, travel, waitsHere } from '../support/expert-hands.ts';
import { startKillableDemo } from '../support/killable-demo.ts';
import type { KillableDemo } from '../support/killable-demo.ts';
import { donePast, readFacts, writesOf } from '../support/server-facts.ts';
import { listenForOps, opsIn } from '../support/wire.ts';

const choices = 20;

describe('two tabs of one person', () => {
  let demo: KillableDemo;
  let browser: Browser;
  let one: Tab;
  let other: Tab;

  beforeAll(async () => {
    demo = await startKillableDemo();
    browser = await openBrowser();
    one = await openPhone(browser);
    await enterAsExpert(one.page, demo.linkOf('expert'));
    await isInstalled(one.page);
    await sees(one.page, /Kaikki tallessa ja lähetetty/);
    other = watch(one.context, await one.context.newPage());
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.remove();
  });

  it('show at once what is chosen and typed in the other, without a network, too', async () => {
    await goOffline(one);
    for (const { page } of [one, other]) {
      // A tab behind another is drawn so seldom that a finger finds nothing standing still.
      await page.bringToFront();
      await openItems(page, demo.url);
    }
    await chooseInSeries(one.page, 0, 7);
    await showsChoices(other.page, 7);
    await chooseInSeries(other.page, 7, choices - 7);
    await showsChoices(one.page, choices);

    for (const { page } of [one, other]) {
      await page.bringToFront();
      await openItem(page, demo.url, series, travel);
    }
    await one.page.getByRole('textbox').fill('Kirjoitin tämän toisessa ikkunassa');
    await expect.poll(() => other.page.getByRole('textbox').inputValue()).toBe('Kirjoitin tämän toisessa ikkunassa');
    await other.page.getByRole('textbox').press('End');
    await other.page.getByRole('textbox').pressSequentially(', ja tämän toisessa.');
    await expect.poll(() => one.page.getByRole('textbox').inputValue()).toBe('Kirjoitin tämän toisessa ikkunassa, ja tämän toisessa.');
    await sendNote(other.page);
    await sees(one.page, waitsHere);
    // The words stand there as what was chosen, and nothing is left to send in either tab.
    for (const { page } of [one, other]) {
      await page.getByRole('button', { name: /^Lähetä$/ }).waitFor({ state: 'detached' });
      expect(await page.getByRole('textbox').inputValue()).toBe('Kirjoitin tämän toisessa ikkunassa, ja tämän toisessa.');
    }
  });

  it('send what waits once, whichever of them has made it', async () => {
    const before = await readFacts(demo.dataDir);
    for (const { page } of [one, other]) expect((await openWaiting(page, demo.url)).waiting).toHaveLength(choices + 1);
    const requests = listenForOps(one.context);
    // Held back until the second tab has tried, too: it has every chance to send the same.
    let letGo = () => {};
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const arrived = new Promise<void>((resolve) => {
      void one.context.route('**/api/sync', async (route) => {
        if (opsIn(route.request()).length > 0) {
          resolve();
          await held;
        }
        await route.continue();
      });
    });
    await one.context.setOffline(false);
    await arrived;
    for (const { page } of [one, other]) {
      await page.bringToFront();
      await tap(page, 'Yritä nyt');
    }
    letGo();
    for (const { page } of [one, other]) await sees(page, 'Mitään ei odota.');

    const sent = requests.flat();
    expect(sent).toHaveLength(choices + 1);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(choices + 1);
    const after = await readFacts(demo.dataDir);
    expect(donePast(before, after)).toEqual(Array(choices + 1).fill('ok'));
    expect(writesOf('answer', before, after)).toBe(choices + 1);
    await openItems(other.page, demo.url);
    await showsChoices(other.page, choices);
  });

  it('leave no error behind', () => {
    expectCalm(one);
    expectCalm(other);
  });
});

async function showsChoices(page: Page, made: number): Promise<void> {
  await expect.poll(() => chosenAnswers(page)).toEqual(answersAfter(made));
}
