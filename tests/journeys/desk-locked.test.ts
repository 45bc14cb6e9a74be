import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { enterAsExpert, enterAsStaff, expectCalm, openBrowser, openPhone, sees, tap } from '../support/browser.ts';
import type { Tab } from '../support/browser.ts';
import { bubble, makeSheet, openThread, pairUp, says, sent, showCode, typeMessage } from '../support/channel-hands.ts';
import { gotoStaff, lockDesk, passphrase } from '../support/desk-lock.ts';
import { temporaryFolder } from '../support/folder.ts';
import { openLastingPhone } from '../support/lasting-phone.ts';
import type { LastingPhone } from '../support/lasting-phone.ts';
import { startOwnDemo } from '../support/own-demo.ts';
import type { OwnDemo } from '../support/own-demo.ts';
import { findInProfile } from '../support/raw-profile.ts';

// Nobody else on this earth has written these.
const received = 'Kuiskaushaapa kahdeksantoista';
const answered = 'Lohdutuskoivu viisikymmentä';
const halfTyped = 'Keskenjäämisen pihlaja';

/** The private halves of every key that lies in this browser as text, and whatever else of the stores can be read. */
const keysIn = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const asked = <T>(request: IDBRequest<T>) => new Promise<T>((resolve, reject) => ((request.onsuccess = () => resolve(request.result)), (request.onerror = () => reject(request.error ?? new Error()))));
    const found: string[] = [];
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await asked(indexedDB.open(name));
      for (const store of db.objectStoreNames) {
        const text = JSON.stringify(await asked(db.transaction(store).objectStore(store).getAll()));
        for (const [, key = ''] of text.matchAll(/\\?"d\\?":\\?"([\w-]{43})\\?"/g)) found.push(key);
      }
      db.close();
    }
    return [...new Set(found)];
  });

describe('the computer of a contact person', () => {
  const profile = temporaryFolder();
  let demo: OwnDemo;
  let browser: Browser;
  let aino: Tab;
  let mari: LastingPhone;
  let keys: string[] = [];
  let code = '';
  beforeAll(async () => {
    demo = await startOwnDemo();
    browser = await openBrowser();
    aino = await openPhone(browser);
    mari = await openLastingPhone(profile.path);
    await enterAsStaff(mari.page, `${demo.url}/staff/#${demo.links.contact}`);
    await enterAsExpert(aino.page, `${demo.url}/#${demo.links.expert}`);
  });
  afterAll(async () => {
    await mari?.close();
    await browser?.close();
    await demo?.remove();
    profile.remove();
  });

  it('is locked before anything is confided to it, and works on as before', async () => {
    await sees(mari.page, /./);
    keys = await keysIn(mari.page);
    expect(keys.length).toBeGreaterThan(0);
    await lockDesk(mari.page, demo.url);
    expect(await keysIn(mari.page)).toEqual([]);
    await makeSheet(mari.page, demo.url);
    await pairUp(mari.page, aino.page, demo.url);
    await typeMessage(aino.page, received);
    await tap(aino.page, 'Lähetä');
    await says(aino.page, received, sent);
    await openThread(mari.page, demo.url, /Aino/);
    await bubble(mari.page, received).waitFor();
    await mari.page.getByRole('textbox', { name: /^Viestisi / }).fill(answered);
    await tap(mari.page, 'Lähetä');
    await bubble(mari.page, answered).getByText(/^Lähetetty/).waitFor();
    await mari.page.getByRole('textbox', { name: /^Viestisi / }).fill(halfTyped);
    // Typed and gone from the screen within the app: what stands there again is what the store has.
    await mari.page.evaluate(() => history.back());
    await mari.page.getByRole('textbox', { name: /^Viestisi / }).waitFor({ state: 'detached' });
    await mari.page.evaluate(() => history.forward());
    await vi.waitUntil(async () => (await mari.page.getByRole('textbox', { name: /^Viestisi / }).inputValue()) === halfTyped, { timeout: 15_000 });
    code = await showCode(mari.page, demo.url, 'Koodi nuorelle');
    expect(await keysIn(mari.page)).toEqual([]);
    expectCalm(mari);
  });

  it('shows none of it in any file of the browser once it is locked, in every tab at once', async () => {
    const other = await mari.context.newPage();
    await gotoStaff(other, `${demo.url}/staff/messages`);
    await tap(mari.page, 'Lukitse');
    for (const page of [mari.page, other]) await page.getByLabel('Lukituksen salasana', { exact: true }).waitFor();
    expect(await mari.page.evaluate(() => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), location.href, document.title, history.state]))).not.toMatch(/Aino|Mari/);
    await mari.kill();
    for (const text of [received, answered, halfTyped, code, passphrase]) expect(findInProfile(profile.path, text), text).toEqual([]);
    for (const key of keys) expect(findInProfile(profile.path, key), 'a key').toEqual([]);
  });

  it('gives all of it to whoever has the passphrase; and without a lock the same search finds it', async () => {
    mari = await openLastingPhone(profile.path);
    await gotoStaff(mari.page, `${demo.url}/staff/messages`);
    await tap(mari.page, /Aino/, 'link');
    for (const text of [received, answered]) await bubble(mari.page, text).waitFor();
    await vi.waitUntil(async () => (await mari.page.getByRole('textbox', { name: /^Viestisi / }).inputValue()) === halfTyped, { timeout: 15_000 });
    await gotoStaff(mari.page, `${demo.url}/staff/me`);
    await tap(mari.page, 'Poista lukitus');
    await mari.page.getByLabel('Nykyinen salasana').fill(passphrase);
    await tap(mari.page, 'Poista lukitus');
    await sees(mari.page, /^Lukitusta ei ole/);
    expect((await keysIn(mari.page)).length).toBeGreaterThan(0);
    await mari.close();
    for (const text of [received, answered, halfTyped, ...keys]) expect(findInProfile(profile.path, text), text).not.toEqual([]);
  });
});
