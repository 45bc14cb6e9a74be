import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterAsExpert, expectCalm, openBrowser, openPhone, sees } from '../support/browser.ts';
import type { Tab } from '../support/browser.ts';
import { openSession, series, talk } from '../support/expert-hands.ts';
import { startKillableDemo } from '../support/killable-demo.ts';
import type { KillableDemo } from '../support/killable-demo.ts';

// The app listens once somebody has looked at it for ten seconds.
const patience = 30_000;

describe('an open app', () => {
  let demo: KillableDemo;
  let browser: Browser;
  let aino: Tab;

  beforeAll(async () => {
    demo = await startKillableDemo();
    browser = await openBrowser();
    aino = await openPhone(browser);
    await enterAsExpert(aino.page, demo.linkOf('expert'));
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.remove();
  });

  const cancelOpenOne = async (): Promise<void> => {
    const nea = await demo.person('coordinator');
    await nea.perform('session/cancel', { id: aino.page.url().split('/').at(-1) ?? '', fee: 'not-paid' });
  };
  const exchange = () => aino.page.waitForResponse((response) => response.url().endsWith('/api/sync') && response.ok(), { timeout: patience });

  it('shows what somebody else changed, because the server says so and not because it asked', async () => {
    const listening = aino.page.waitForResponse((response) => response.url().endsWith('/api/wake') && response.ok(), { timeout: patience });
    await openSession(aino.page, demo.url, talk);
    await listening;
    // It asks once when it begins to listen, because something may have changed before.
    await exchange();
    let asked = 0;
    aino.page.on('request', (request) => {
      if (request.url().endsWith('/api/sync')) asked += 1;
    });
    await cancelOpenOne();
    await sees(aino.page, /on peruttu/);
    expect(asked).toBeLessThanOrEqual(2);
  }, 60_000);

  it('shows it a little later where the server cannot be heard', async () => {
    await aino.context.route('**/api/wake', (route) => route.abort());
    await openSession(aino.page, demo.url, series);
    await exchange();
    await cancelOpenOne();
    await sees(aino.page, /on peruttu/);
    expectCalm(aino);
  }, 60_000);
});
