import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { readConfig } from '../server/config.ts';
import { startServer } from '../server/main.ts';
import { findBrowser } from './browser.ts';
import { prepareDemo } from './demo/prepare.ts';
import { ensureBuilt } from './ensure-built.ts';
import { inRepository } from './paths.ts';

// `npm run screenshot`: the README's picture, of the demo as it is today, on a phone of 360×740.

const dataDir = mkdtempSync(join(tmpdir(), 'rasti-screenshot-'));
const settings = readConfig({ PORT: '0', DATA_DIR: dataDir });
if (!settings.ok) throw new Error(settings.problems.join(' '));

ensureBuilt();
const links = await prepareDemo(settings.config);
const server = await startServer(settings.config, { write: () => {} });
const browser = await chromium.launch({ executablePath: await findBrowser(), args: ['--no-sandbox', '--disable-background-networking'] });
try {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true, locale: 'fi-FI', timezoneId: 'Europe/Helsinki' });
  const page = await context.newPage();
  await page.goto(`${server.url}/#${links.expert}`);
  await page.getByRole('button', { name: 'Jatka', exact: true }).tap();
  await page.getByRole('button', { name: 'Selvä, jatka' }).tap();
  await page.getByRole('link', { name: 'Valmistaudu' }).waitFor();
  await page.getByText(/Kaikki tallessa ja lähetetty/).waitFor();
  await page.screenshot({ path: inRepository('.github/phone.png') });
  console.log('.github/phone.png');
} finally {
  await browser.close();
  await server.close();
  rmSync(dataDir, { recursive: true, force: true });
}
