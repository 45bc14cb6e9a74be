import type { JSHandle, Locator, Page } from 'playwright-core';

/** Somebody who has nothing but a keyboard, and what went wrong with the focus on their way. */
export interface Keys {
  /** How many keys were pressed that are no letters, and how many letters. */
  readonly pressed: number;
  readonly typed: number;
  /** Where the focus was lost, unseen, or went back up the page. */
  readonly faults: readonly string[];
  /** Presses Tab until the focus is here. Throws where it never comes. */
  tabTo(target: Locator): Promise<void>;
  /** Presses one key, and waits for what comes of it. */
  press(key: string, comes?: Locator): Promise<void>;
  type(text: string): Promise<void>;
}

const mostTabs = 120;
const patience = 5_000;

export function keysOn(page: Page): Keys {
  const faults: string[] = [];
  let pressed = 0;
  let typed = 0;

  /** On the page as a whole is nowhere: the next Tab begins again at the top. Also a screen that is being drawn gets its time. */
  const hasFocus = (): Promise<boolean> =>
    page.waitForFunction(() => document.activeElement !== document.body && document.hasFocus(), undefined, { timeout: patience }).then(() => true, () => false);

  async function checkFocus(after: string): Promise<void> {
    if (!(await hasFocus())) faults.push(`${after}: the focus is lost`);
  }

  async function tab(): Promise<void> {
    const before = await page.evaluateHandle(() => document.activeElement);
    await page.keyboard.press('Tab');
    pressed += 1;
    await checkFocus('Tab');
    faults.push(...(await faultsOfTab(page, before)));
    await before.dispose();
  }

  return {
    get pressed() {
      return pressed;
    },
    get typed() {
      return typed;
    },
    faults,
    async tabTo(target) {
      for (let tabs = 0; tabs < mostTabs; tabs += 1) {
        await tab();
        if ((await target.count()) > 0 && (await target.first().evaluate((element) => element === document.activeElement))) return;
      }
      throw new Error(`no Tab leads to ${target.toString()}: ${faults.join('; ')}`);
    },
    async press(key, comes) {
      await page.keyboard.press(key);
      pressed += 1;
      await comes?.waitFor();
      await checkFocus(key);
    },
    async type(text) {
      await page.keyboard.type(text);
      typed += text.length;
      await checkFocus(`typing ${text}`);
    },
  };
}

/** What is wrong with where Tab has led: out of sight, without a ring (WCAG 2.4.7, 2.4.11), or back (2.4.3). */
const faultsOfTab = (page: Page, before: JSHandle<Element | null>): Promise<string[]> =>
  page.evaluate((last) => {
    const now = document.activeElement;
    if (!(now instanceof HTMLElement) || now === document.body) return [];
    const name = now.outerHTML.slice(0, 100);
    const box = now.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const top = document.elementFromPoint(x, y);
    const ring = getComputedStyle(now);
    // A field for a day or a time that has the focus without having it: the browser's own button in it, with the browser's own ring.
    const isPicker = now instanceof HTMLInputElement && (now.type === 'date' || now.type === 'time') && !now.matches(':focus');
    const isBack = last instanceof HTMLElement && last.isConnected && last !== document.body && (last.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
    const isAbove = last instanceof HTMLElement && last.closest('main') !== null && now.closest('main') !== null && box.bottom <= last.getBoundingClientRect().top;
    return [
      ...(top && (now.contains(top) || top.contains(now)) && top !== document.body && top.tagName !== 'HTML' ? [] : [`${name} is out of sight`]),
      ...(isPicker || (ring.outlineStyle !== 'none' && parseFloat(ring.outlineWidth) >= 2) ? [] : [`${name} has no ring`]),
      ...(isBack ? [`${name} comes before ${last.outerHTML.slice(0, 60)}`] : []),
      ...(isAbove ? [`${name} stands above ${last.outerHTML.slice(0, 60)}`] : []),
    ];
  }, before);
