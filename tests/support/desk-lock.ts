import type { Page } from 'playwright-core';
import { tap } from './browser.ts';

/** What everybody of the staff chooses in the journeys. */
export const passphrase = 'metsä järvi kallio';

const field = (page: Page) => page.getByLabel('Lukituksen salasana', { exact: true });

/** Opens a page of the staff app, and the lock where there is one. */
export async function gotoStaff(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator('main h1').first().waitFor();
  if (await field(page).isVisible()) await unlockDesk(page);
}

export async function unlockDesk(page: Page): Promise<void> {
  await field(page).fill(passphrase);
  await tap(page, 'Avaa');
  await field(page).waitFor({ state: 'detached' });
}

/** Sets the lock on the page that offers it, and opens it. */
export async function setDeskLock(page: Page): Promise<void> {
  await tap(page, 'Ota lukitus käyttöön');
  await page.getByLabel('Uusi salasana, vähintään 10 merkkiä').fill(passphrase);
  await page.getByLabel('Uusi salasana toisen kerran').fill(passphrase);
  await tap(page, 'Ota lukitus käyttöön');
  await field(page).waitFor();
  await unlockDesk(page);
}

/** The same, from wherever they are. */
export async function lockDesk(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/staff/me`);
  await setDeskLock(page);
}
