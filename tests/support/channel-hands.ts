import type { Locator, Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import { sees, tap } from './browser.ts';
import { gotoStaff, setDeskLock } from './desk-lock.ts';

// What people do on their screens with the private channel. `url`: where the server is, without a path.

/** The words under a message that is on this phone alone. */
export const onlyHere = 'Tässä puhelimessa. Lähtee, kun netti palaa ja sovellus on auki.';
export const sent = /^Lähetetty (\d\d\.\d\d|.* klo .*)\. Vielä ei tiedetä, onko Mari lukenut\.$/;
export const wasRead = /^Mari luki /;

/** A contact person says within what time they read: nobody else promises it for them, and without it they pair with nobody. */
export async function promiseToRead(page: Page, url: string): Promise<void> {
  await gotoStaff(page, `${url}/staff/messages/keep`);
  // The number that the coordinator wrote comes with the first rows.
  await vi.waitUntil(async () => (await page.getByRole('textbox', { name: 'Puhelin' }).inputValue()) !== '', { timeout: 15_000 });
  await tap(page, '72 tunnin kuluessa', 'radio');
  await tap(page, 'Tallenna nuorelle näkyvät tiedot');
  await sees(page, 'Tallessa.');
}

/** What they promise, and their recovery sheet: without one, or a second device, they give nobody a code. Returns its characters. */
export async function makeSheet(page: Page, url: string): Promise<string> {
  await promiseToRead(page, url);
  await tap(page, 'Tee varakoodi');
  const sheet = await page.locator('.digits').innerText();
  await tap(page, 'Kirjoitin ne');
  await page.getByRole('textbox', { name: 'Paperin neljä viimeistä merkkiä' }).fill(sheet.slice(-4));
  await tap(page, 'Ota varakoodi käyttöön');
  await sees(page, 'Varakoodi on paperilla.');
  return sheet;
}

/** Where nobody may pair yet because the computer is not locked, the lock comes first. */
async function lockFirst(page: Page): Promise<void> {
  await page.getByRole('button').first().waitFor();
  await page.locator('main .buttons, main .button').first().waitFor();
  if (await page.getByText(/^Lukitse ensin tämä kone/).isVisible()) await setDeskLock(page);
}

/** Shows a code on the staff app's page for it. */
export async function showCode(page: Page, url: string, kind: 'Koodi nuorelle' | 'Koodi työkaverille' | 'Koodi omalle toiselle laitteelle'): Promise<string> {
  await gotoStaff(page, `${url}/staff/messages/pair`);
  await lockFirst(page);
  await tap(page, kind);
  return page.locator('.digits').innerText();
}

/** Types a code in the young person's app. */
export async function typeCode(page: Page, url: string, code: string, name?: string): Promise<void> {
  await page.goto(`${url}/v`);
  await tap(page, 'Minulla on koodi');
  await enterCode(page, code, name);
}

/** The same, where the field for it is there already. */
export async function enterCode(page: Page, code: string, name?: string): Promise<void> {
  await page.getByRole('textbox', { name: /^Koodi/ }).fill(code);
  if (name !== undefined) await page.getByRole('textbox', { name: /^Nimi, jonka/ }).fill(name);
  await tap(page, 'Jatka');
}

/** Both compare their nine digits and say that they are the same. Returns them, and what the second one was told. */
export async function compare(host: Page, guest: Page): Promise<{ digits: string; told: string }> {
  for (const page of [host, guest]) await page.getByRole('button', { name: 'Ovat samat' }).waitFor();
  const digits = await host.locator('.digits').innerText();
  expect(digits).toMatch(/^\d{3}\s\d{3}\s\d{3}$/);
  expect(await guest.locator('.digits').innerText()).toBe(digits);
  const told = await guest.locator('section', { has: guest.locator('.digits') }).first().innerText();
  await tap(host, 'Ovat samat');
  await tap(guest, 'Ovat samat');
  return { digits, told };
}

/** A contact person and a young person find each other. */
export async function pairUp(mari: Page, aino: Page, url: string, name?: string): Promise<{ digits: string; told: string }> {
  const code = await showCode(mari, url, 'Koodi nuorelle');
  await typeCode(aino, url, code, name);
  const compared = await compare(mari, aino);
  await sees(aino, /^Nyt voitte kirjoittaa/);
  await sees(mari, /^Valmis\. .* voi nyt kirjoittaa sinulle\./);
  await tap(mari, 'Avaa');
  return compared;
}

/** The bubble with these words in it, in either app. */
export const bubble = (page: Page, text: string): Locator => page.locator('.thread').getByRole('listitem').filter({ hasText: text });

/** Writes a message in the young person's app, from wherever it is, and sends it. */
export async function write(page: Page, url: string, text: string): Promise<void> {
  await page.goto(`${url}/v`);
  await typeMessage(page, text);
  await tap(page, 'Lähetä');
  await bubble(page, text).waitFor();
}

export async function typeMessage(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Kirjoita' }).fill(text);
}

/** Waits until a message of one's own says this of where it is. */
export async function says(page: Page, text: string, words: string | RegExp): Promise<void> {
  await bubble(page, text).getByText(words).waitFor();
}

/** Opens the conversation with somebody from the contact person's list, which asks the mailbox. */
export async function openThread(page: Page, url: string, name: RegExp): Promise<void> {
  await gotoStaff(page, `${url}/staff/messages`);
  await tap(page, name, 'link');
  await page.getByRole('button', { name: 'Lähetä' }).waitFor();
}

/** Writes in the open conversation of the staff app. */
export async function answer(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: /^Viestisi / }).fill(text);
  await tap(page, 'Lähetä');
  await bubble(page, text).getByText(/^Lähetetty/).waitFor();
}

/** Leaves every page of the app: what is still to be told goes, as when a phone is put away. */
export async function putAway(page: Page): Promise<void> {
  await page.goto('about:blank');
}

/** The coordinator adds somebody as contact person; their link. */
export async function addContact(page: Page, url: string, name: string): Promise<string> {
  await gotoStaff(page, `${url}/staff/people`);
  await page.getByRole('textbox', { name: 'Nimi' }).fill(name);
  await tap(page, 'Yhteyshenkilö', 'radio');
  await page.getByRole('textbox', { name: 'Milloin vastaa' }).fill('Arkisin 10–15');
  await page.getByRole('textbox', { name: 'Puhelin' }).fill('+358 50 000 0002');
  await tap(page, 'Lisää');
  await page.getByRole('heading', { name, level: 1 }).waitFor();
  await tap(page, 'Tee kertalinkki');
  return page.getByRole('textbox', { name: 'Linkki' }).inputValue();
}

/** Opens what is seldom done in the open conversation of the staff app. */
export async function openMore(page: Page): Promise<void> {
  await page.locator('summary', { hasText: 'Sijainen, sama nuori, lopettaminen' }).tap();
}

/** Two contact persons find each other, as each other's deputies. */
export async function pairColleagues(host: Page, guest: Page, url: string): Promise<void> {
  await promiseToRead(guest, url);
  const code = await showCode(host, url, 'Koodi työkaverille');
  await gotoStaff(guest, `${url}/staff/messages/pair`);
  await lockFirst(guest);
  await tap(guest, 'Työkaverini teki sen', 'radio');
  await enterCode(guest, code);
  await compare(host, guest);
  await sees(host, /^Valmis\. Voit nyt ehdottaa, että /);
  await sees(guest, /^Valmis\. Voit nyt ehdottaa, että /);
  for (const page of [host, guest]) await tap(page, 'Avaa');
}
