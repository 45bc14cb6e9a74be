import { existsSync } from 'node:fs';
import { findBrowser } from '../../src/tools/browser.ts';
import type { Hands } from './hands.ts';
import { openPuppeteer } from './puppeteer-hands.ts';
import { openWebKit } from './webkit-hands.ts';

export interface Engine {
  readonly name: 'Chromium' | 'Firefox' | 'WebKit';
  /** Whether it keeps the app's cookies only from https, also on localhost. */
  readonly wantsTls: boolean;
  /** Undefined where this machine does not have it. */
  readonly open: ((profile: string) => Promise<Hands>) | undefined;
}

const first = (...paths: readonly string[]): string | undefined => paths.find((path) => existsSync(path));

/** The three engines, and how each is opened with a profile of its own, where this machine has it. Nothing is installed. */
export async function enginesHere(): Promise<Engine[]> {
  const chromium = await findBrowser().catch(() => undefined);
  const firefox = first('/usr/bin/firefox-esr', '/usr/bin/firefox');
  const driver = first('/usr/bin/WebKitWebDriver');
  const browser = first('/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser', '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.0/MiniBrowser');
  const screen = first('/usr/bin/Xvfb');
  return [
    { name: 'Chromium', wantsTls: false, open: chromium === undefined ? undefined : (profile) => openPuppeteer('Chromium', chromium, profile) },
    { name: 'Firefox', wantsTls: false, open: firefox === undefined ? undefined : (profile) => openPuppeteer('Firefox', firefox, profile) },
    { name: 'WebKit', wantsTls: true, open: driver && browser && screen ? (profile) => openWebKit({ driver, browser, screen }, profile) : undefined },
  ];
}
