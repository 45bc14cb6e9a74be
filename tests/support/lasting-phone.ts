import { chromium } from 'playwright-core';
import { findBrowser } from '../../src/tools/browser.ts';
import { flags, phone, watch } from './browser.ts';
import type { Tab } from './browser.ts';

/** A phone whose browser is a process with a profile on the disk: it can die and be opened again on the same profile. */
export interface LastingPhone extends Tab {
  /** Kills the whole browser with SIGKILL, as a system short of memory does: nothing is told, nothing is finished. */
  kill(): Promise<void>;
  /** Kills what draws the page, and opens a new one in the same browser. */
  crashTab(): Promise<LastingPhone>;
  /** Closes the browser as a person does. */
  close(): Promise<void>;
}

/** Opens the browser on this profile, which is made where it does not exist. */
export async function openLastingPhone(profile: string, options: { readonly offline?: boolean; readonly proxy?: { readonly server: string } } = {}): Promise<LastingPhone> {
  const context = await chromium.launchPersistentContext(profile, { executablePath: await findBrowser(), args: flags, ...phone, ...options });
  const devtools = await context.browser()?.newBrowserCDPSession();
  // The process that was started may be a script of the distribution: the browser knows its own number.
  const { processInfo } = (await devtools?.send('SystemInfo.getProcessInfo')) ?? { processInfo: [] };
  const main = processInfo.find(({ type }) => type === 'browser')?.id;
  if (main === undefined) throw new Error('the browser does not say which process it is');

  const handsOn = (tab: Tab): LastingPhone => ({
    ...tab,
    async kill() {
      const closed = context.waitForEvent('close');
      process.kill(main, 'SIGKILL');
      await closed;
    },
    async crashTab() {
      const crashed = tab.page.waitForEvent('crash');
      const session = await context.newCDPSession(tab.page);
      // No answer comes from what is dead.
      void session.send('Page.crash').catch(() => undefined);
      await crashed;
      const page = await context.newPage();
      await tab.page.close();
      return handsOn(watch(context, page));
    },
    close: () => context.close(),
  });
  return handsOn(watch(context, context.pages()[0] ?? (await context.newPage())));
}
