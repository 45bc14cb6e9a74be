import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterAsExpert, expectCalm, isInstalled, sees, tap } from '../support/browser.ts';
import { talk, travel } from '../support/expert-hands.ts';
import { temporaryFolder } from '../support/folder.ts';
import { openLastingPhone } from '../support/lasting-phone.ts';
import type { LastingPhone } from '../support/lasting-phone.ts';
import { startOwnDemo } from '../support/own-demo.ts';
import type { OwnDemo } from '../support/own-demo.ts';
import { encodingsOf, findInProfile } from '../support/raw-profile.ts';

const pin = '402917';
// Nobody else on this earth has written these.
const thought = 'Pimpelipom kolkyttaviis vaahtera';
const note = 'Ratinreunus kuustoista omenapuu';

async function givePin(page: Page): Promise<void> {
  await page.getByLabel('PIN', { exact: true }).fill(pin);
  await tap(page, 'Avaa');
  await page.getByLabel('PIN', { exact: true }).waitFor({ state: 'detached' });
}

/** Writes a thought that is not sent, and a note in the checklist; gives the thought's address. `opened`: what a new page asks for first. */
async function write(page: Page, url: string, opened: () => Promise<void>): Promise<string> {
  await page.goto(`${url}/o`);
  await opened();
  await tap(page, 'Kirjoita uusi');
  await tap(page, 'Ohita');
  await page.getByRole('textbox').fill(thought);
  const address = page.url();
  await tap(page, 'Kalenteri', 'link');
  await tap(page, talk, 'link');
  await tap(page, travel);
  await page.getByRole('textbox').fill(note);
  return address;
}

describe('a phone that was taken', () => {
  const [open, locked] = [temporaryFolder(), temporaryFolder()];
  let demo: OwnDemo;
  let aino: LastingPhone;
  beforeAll(async () => {
    demo = await startOwnDemo();
  });
  afterAll(async () => {
    await aino?.close();
    await demo?.remove();
    for (const folder of [open, locked]) folder.remove();
  });

  it('shows with a PIN none of what was written, in any file of the browser, and all of it to whoever has the PIN', async () => {
    aino = await openLastingPhone(locked.path);
    await enterAsExpert(aino.page, `${demo.url}/#${demo.links.expert}`);
    await isInstalled(aino.page);
    await sees(aino.page, /Kaikki tallessa ja lähetetty/);
    await aino.page.goto(`${demo.url}/s/l`);
    await tap(aino.page, 'Ota PIN käyttöön');
    await aino.page.getByLabel('Uusi PIN, kuusi numeroa').fill(pin);
    await aino.page.getByLabel('Uusi PIN toisen kerran').fill(pin);
    await tap(aino.page, 'Ota PIN käyttöön');
    await aino.page.getByLabel('PIN', { exact: true }).waitFor();
    // A screen reader speaks what is typed into a text field, however it is drawn: a password's characters it does not.
    expect(await aino.page.getByLabel('PIN', { exact: true }).getAttribute('type')).toBe('password');
    expect(await aino.page.getByLabel('PIN', { exact: true }).getAttribute('inputmode')).toBe('numeric');
    await givePin(aino.page);
    await sees(aino.page, /^PIN on käytössä/);
    await aino.page.waitForFunction(() => document.activeElement?.tagName === 'H1');

    const address = await write(aino.page, demo.url, () => givePin(aino.page));
    await tap(aino.page, 'Piilota');
    await sees(aino.page, 'Takaisin');
    await tap(aino.page, 'Takaisin');
    await aino.page.getByLabel('PIN', { exact: true }).waitFor();
    expect(await aino.page.evaluate(async () => (await indexedDB.databases()).some(({ name, version }) => name?.startsWith('rasti-') && (version ?? 0) > 1_000))).toBe(true);
    expectCalm(aino);
    await aino.kill();
    for (const text of [thought, note]) expect(findInProfile(locked.path, text)).toEqual([]);

    // Without a network: reading needs nobody's help.
    await demo.stop();
    aino = await openLastingPhone(locked.path, { offline: true });
    await aino.page.goto(address);
    await givePin(aino.page);
    expect(await aino.page.getByRole('textbox').inputValue()).toBe(thought);
    await aino.page.goto(`${demo.url}/k`);
    await givePin(aino.page);
    await tap(aino.page, talk, 'link');
    await tap(aino.page, travel);
    expect(await aino.page.getByRole('textbox').inputValue()).toBe(note);
    expectCalm(aino);
    await aino.close();
  });

  it('shows without a PIN what was written: the search above can find it', async () => {
    // A link lets in once.
    await demo.remove();
    demo = await startOwnDemo();
    aino = await openLastingPhone(open.path);
    await enterAsExpert(aino.page, `${demo.url}/#${demo.links.expert}`);
    await write(aino.page, demo.url, async () => undefined);
    await aino.kill();
    expect(encodingsOf(thought).size).toBe(9);
    for (const text of [thought, note]) expect(findInProfile(open.path, text).length).toBeGreaterThan(0);
  });
});
