import type { Page } from 'playwright-core';
import { sees, tap } from './browser.ts';

// What a young expert does on the screen, in the demo's project.

/** The words under a thing that has not left the phone. */
export const waitsHere = /^Tässä puhelimessa\. Lähtee/;

export const talk = /Puheenvuoro koulutuksessa/;
export const openInvitation = /Työryhmä: jälkihuollon opas, toinen kerta/;
export const series = /Yhteiskehittäminen 2\/6/;

// Items of the talk's checklist that nobody has touched in the demo.
const itemTitles = ['Mistä tilaisuudessa', 'Paikka, aika', 'Puheenvuoron pituus', 'Palkkio ja maksupäivä', 'Yhteyshenkilöni'];
const items = itemTitles.map((title) => new RegExp(`^${title}`));

export async function openSession(page: Page, url: string, title: RegExp): Promise<void> {
  await page.goto(`${url}/k`);
  await tap(page, title, 'link');
}

/** Opens some items of the talk's checklist, so that their answers can be chosen. */
export async function openItems(page: Page, url: string): Promise<void> {
  await openSession(page, url, talk);
  for (const item of items) await tap(page, item);
  await page.getByRole('group', { name: 'Vastauksesi' }).nth(items.length - 1).waitFor();
}

/**
 * Chooses answers in the open items, each as soon as the screen shows the one before: choice number n changes item
 * n % 5 to its answer n / 5 % 3, so that every choice is a change. Calls `window.said`, where there is one, with how many
 * the screen has shown.
 */
export function chooseInSeries(page: Page, from: number, count: number): Promise<void> {
  return page.evaluate(async ([first, many, titles]) => {
    // By title: what was chosen on an earlier visit stands elsewhere on the page.
    const rows = [...document.querySelectorAll('li:has([role=group][aria-label="Vastauksesi"])')];
    const groups = titles.map((title) => rows.find((row) => row.textContent?.startsWith(title))?.querySelector('[role=group]'));
    for (let made = first; made < first + many; made += 1) {
      const button = groups[made % groups.length]?.querySelectorAll('button')[Math.floor(made / groups.length) % 3];
      if (!button) throw new Error('the items are not open');
      const shown = new Promise((resolve) => {
        new MutationObserver((_changes, observer) => {
          if (button.getAttribute('aria-pressed') !== 'true') return;
          observer.disconnect();
          resolve(true);
        }).observe(button, { attributeFilter: ['aria-pressed'] });
      });
      button.click();
      await shown;
      if ('said' in window && typeof window.said === 'function') window.said(made + 1);
    }
  }, [from, count, itemTitles] as const);
}

/** Which answer each open item shows as chosen; -1 where none is. */
export const chosenAnswers = (page: Page): Promise<number[]> =>
  page.evaluate((titles) => {
    const rows = [...document.querySelectorAll('li:has([role=group][aria-label="Vastauksesi"])')];
    const groupOf = (title: string) => rows.find((row) => row.textContent?.startsWith(title))?.querySelector('[role=group]');
    return titles.map((title) => [...(groupOf(title)?.querySelectorAll('button') ?? [])].findIndex((button) => button.getAttribute('aria-pressed') === 'true'));
  }, itemTitles);

/** What `chosenAnswers` shows after this many choices of a series. */
export const answersAfter = (choices: number): number[] => items.map((_, item) => (choices > item ? Math.floor((choices - 1 - item) / items.length) % 3 : -1));

/** Items of a checklist to write own words in, which nobody has touched in the demo. */
export const food = /^Ruoka ja allergiat/;
export const afterwards = /^Juttelu tilaisuuden jälkeen/;
export const travel = /^Matka/;
export const topics = /^Aiheet, joista en halua/;

/** Opens one item of a session's checklist, whatever the day is. */
export async function openItem(page: Page, url: string, title: RegExp, item: RegExp): Promise<void> {
  await openSession(page, url, title);
  await tap(page, 'Ennen', 'tab');
  await tap(page, item);
  // An open row is fetched when one is opened for the first time.
  await page.locator('.item:not([hidden]) .small').first().waitFor();
  await page.locator('.item:not([hidden]) [aria-busy]').waitFor({ state: 'detached' });
}

/** Sends what stands in the one open item to the coordinator. */
export async function sendNote(page: Page): Promise<void> {
  // Where somebody has to act on it, there is no choice of who gets to know.
  for (const choice of await page.getByRole('radio', { name: 'Nea', exact: true }).all()) await choice.tap();
  await tap(page, /^Lähetä$/);
}

/** Writes own words in an item of the checklist, for the coordinator. */
export async function writeNote(page: Page, url: string, title: RegExp, item: RegExp, text: string): Promise<void> {
  await openItem(page, url, title, item);
  await page.getByRole('textbox').fill(text);
  await sendNote(page);
  await page.getByRole('listitem').filter({ hasText: text }).getByText(/^(Tässä puhelimessa|Lähetetty)/).waitFor();
}

/** Waits until the open item with these words says that they were sent. */
export async function saysSent(page: Page, text: string): Promise<void> {
  await page.getByRole('listitem').filter({ hasText: text }).getByText(/^Lähetetty/).waitFor();
}

/** Writes thoughts of one's own and sends a copy to the coordinator. */
export async function sendThoughts(page: Page, url: string, text: string): Promise<void> {
  await page.goto(`${url}/o`);
  await tap(page, 'Kirjoita uusi');
  await tap(page, 'Ohita');
  await page.getByRole('textbox').fill(text);
  await tap(page, 'Riittää tältä erää');
  await tap(page, /luettavaksi/, 'radio');
  await tap(page, 'Jatka');
  await tap(page, /^Lähetä$/);
  await sees(page, /^(Tässä puhelimessa|Lähetetty)/);
}

/** The list of what has not reached the server: the names of what waits, and of what was set aside, each with all of its words. */
export async function openWaiting(page: Page, url: string): Promise<{ waiting: string[]; aside: string[] }> {
  await page.goto(`${url}/w`);
  await page.getByRole('heading', { name: 'Odottaa lähtöä' }).waitFor();
  const cards = (heading: string) => page.locator('section', { has: page.getByRole('heading', { name: heading, level: 2 }) }).getByRole('listitem');
  return { waiting: await cards('Odottaa lähtöä').getByRole('heading').allInnerTexts(), aside: await cards('Ei lähtenyt').allInnerTexts() };
}

/** For each open item: does the screen say that its answer was sent? */
export const sentAnswers = (page: Page): Promise<boolean[]> =>
  page.evaluate(() => [...document.querySelectorAll<HTMLElement>('.item:not([hidden])')].map((item) => [...item.querySelectorAll('p')].some((line) => line.textContent.startsWith('Lähetetty'))));
