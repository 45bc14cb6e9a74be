import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { enterAsExpert, enterAsStaff, expectCalm, openBrowser, openPhone, sees, tap } from '../support/browser.ts';
import { bubble, says } from '../support/channel-hands.ts';
import { startDemo } from '../support/demo.ts';
import type { Demo } from '../support/demo.ts';

// The demo as whoever tries it finds it: Aino and Mari have written already, and an answer waits.

let demo: Demo;
let browser: Browser;
beforeAll(async () => {
  demo = await startDemo({ isPaired: true });
  browser = await openBrowser();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await demo?.remove();
});

const answerOfMari = /^Kiitos, kun kerroit\./;

test('a concern goes in three taps, without pairing first, and is read on the other side', { timeout: 240_000 }, async () => {
  const aino = await openPhone(browser);
  await enterAsExpert(aino.page, demo.linkOf('expert'));
  await sees(aino.page, 'Viesteissä on uutta');
  await tap(aino.page, 'Viestit', 'link');
  await bubble(aino.page, 'Kiitos, kun kerroit.').waitFor();
  await aino.page.getByRole('textbox', { name: 'Kirjoita' }).fill('Voidaanko jutella huomenna?');
  await tap(aino.page, 'Lähetä');
  await says(aino.page, 'Voidaanko jutella huomenna?', /^Lähetetty/);

  const mari = await openPhone(browser, { viewport: { width: 1280, height: 800 } });
  await enterAsStaff(mari.page, demo.linkOf('contact'));
  await mari.page.goto(`${demo.url}/staff/messages`);
  await tap(mari.page, /Aino/, 'link');
  await bubble(mari.page, 'Siellä kysyttiin asioita').waitFor();
  await bubble(mari.page, 'Voidaanko jutella huomenna?').waitFor();
  for (const one of [aino, mari]) {
    expectCalm(one);
    await one.context.close();
  }
  await demo.stop();
  await demo.start();
  // Another browser, another link: the conversation is another one, and its texts open as well.
  const again = await openPhone(browser);
  await enterAsExpert(again.page, demo.linkOf('expert'));
  await tap(again.page, 'Viestit', 'link');
  await again.page.getByText(answerOfMari).waitFor();
  expectCalm(again);
  await again.context.close();
});
