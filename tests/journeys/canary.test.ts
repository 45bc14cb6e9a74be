import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterAsExpert, enterAsStaff, expectCalm, isInstalled, openBrowser, openPhone, sees, tap } from '../support/browser.ts';
import type { Tab } from '../support/browser.ts';
import { filesIn, hits, newCanary, writtenInEveryWay } from '../support/canary.ts';
import type { Places } from '../support/canary.ts';
import { answer, bubble, compare, enterCode, makeSheet, openThread, says, sent, showCode, typeMessage } from '../support/channel-hands.ts';
import { startDemo } from '../support/demo.ts';
import type { Demo } from '../support/demo.ts';
import { afterwards, food, saysSent, sendNote, series } from '../support/expert-hands.ts';
import { temporaryFolder } from '../support/folder.ts';
import { openLastingPhone } from '../support/lasting-phone.ts';
import type { LastingPhone } from '../support/lasting-phone.ts';
import { cachesOf, shownBy } from '../support/page-traces.ts';
import { runToEnd } from '../support/process.ts';
import { openWireTap, speakThrough } from '../support/wire-tap.ts';
import type { WireTap } from '../support/wire-tap.ts';

const pin = '402917';
// What each of the sentences was typed as.
const typed = ['viesti', 'viestiluonnos', 'ajatus', 'ajatusluonnos', 'muistiinpano', 'muistiinpanoluonnos', 'vastaus'] as const;

describe('words that somebody wrote in private', () => {
  const canary = newCanary();
  const { sentence } = canary;
  const [profile, copy] = [temporaryFolder(), temporaryFolder()];
  let demo: Demo;
  let wire: WireTap;
  let browser: Browser;
  let aino: LastingPhone;
  let mari: Tab;

  beforeAll(async () => {
    demo = await startDemo();
    wire = await openWireTap();
    browser = await openBrowser();
    mari = await openPhone(browser, { proxy: { server: wire.server } });
    aino = await openLastingPhone(profile.path, { proxy: { server: wire.server } });
    await enterAsStaff(mari.page, demo.linkOf('contact'));
    await makeSheet(mari.page, demo.url);
    await enterAsExpert(aino.page, demo.linkOf('expert'));
    await isInstalled(aino.page);
  });
  afterAll(async () => {
    await aino?.close();
    await browser?.close();
    await wire?.close();
    await demo?.remove();
    for (const folder of [profile, copy]) folder.remove();
  });

  it('are typed on a phone with a PIN, and reach whom they are for', async () => {
    const { page } = aino;
    await setPin(page);
    await tap(page, 'Viestit', 'link');
    await tap(page, 'Minulla on koodi');
    await enterCode(page, await showCode(mari.page, demo.url, 'Koodi nuorelle'));
    await compare(mari.page, page);
    await typeMessage(page, sentence('viesti'));
    await tap(page, 'Lähetä');
    await says(page, sentence('viesti'), sent);

    await openThread(mari.page, demo.url, /Aino/);
    await bubble(mari.page, sentence('viesti')).waitFor();
    await answer(mari.page, sentence('vastaus'));

    await think(page, sentence('ajatus'));
    await tap(page, 'Riittää tältä erää');
    await tap(page, /luettavaksi/, 'radio');
    await tap(page, 'Jatka');
    await tap(page, /^Lähetä$/);
    await sees(page, /^Lähetetty/);
    await think(page, sentence('ajatusluonnos'));

    await tap(page, 'Kalenteri', 'link');
    await tap(page, series, 'link');
    await tap(page, 'Ennen', 'tab');
    await tap(page, food);
    await page.getByRole('textbox').fill(sentence('muistiinpano'));
    await sendNote(page);
    await saysSent(page, sentence('muistiinpano'));
    await tap(page, afterwards);
    await page.getByRole('textbox').last().fill(sentence('muistiinpanoluonnos'));

    // The reply comes when she looks; what she types then is left half-way.
    await tap(page, 'Viestit', 'link');
    await page.reload();
    await givePin(page);
    await bubble(page, sentence('vastaus')).waitFor();
    await typeMessage(page, sentence('viestiluonnos'));
    await sees(page, 'Luonnos. Vain tässä puhelimessa.');
    expectCalm(aino);
    expectCalm(mari);
  });

  it('stand in no file of the server, and in no backup', async () => {
    const files = filesIn(demo.dataDir);
    for (const name of ['rasti.db', 'rasti.db-wal', 'rasti.db-shm', 'mail.db', 'mail.db-wal', 'mail.db-shm']) expect([...files.keys()]).toContain(name);
    expect(hits(files, canary)).toEqual([]);
    expect(hits(await backUp(demo.dataDir, copy.path, 'as-it-is'), canary)).toEqual([]);
    // Messages did go into the mailbox.
    expect(withDatabase(join(demo.dataDir, 'mail.db'), (mail) => mail.prepare('select count(*) as n from envelope').get()?.['n'])).toBeGreaterThan(2);

    // The same search finds what is put into a copy.
    const other = join(copy.path, 'data');
    cpSync(demo.dataDir, other, { recursive: true });
    const words = sentence('viesti');
    for (const [file, statement] of [['rasti.db', 'insert into scope (id, head) values (?, 0)'], ['mail.db', "insert into meeting (id, token_hash, last_day) values (cast(? as blob), x'00', '2026-01-01')"]] as const) {
      withDatabase(join(other, file), (database) => {
        database.prepare(statement).run(words);
        database.exec('pragma wal_checkpoint(truncate)');
        database.prepare(statement).run(`${words} Uudelleen.`);
        const found = hits(filesIn(other), canary, 'viesti').join('\n');
        for (const name of [`${file} `, `${file}-wal `]) expect(found).toContain(name);
      });
    }
    expect(hits(await backUp(other, copy.path, 'planted'), canary, 'viesti')).not.toEqual([]);
  });

  it('stand in no line that the server wrote out', () => {
    const log = Buffer.from(demo.output());
    expect(hits(new Map([['log', log]]), canary)).toEqual([]);
    const lines = new Map([...writtenInEveryWay(sentence('viesti'))].map(([way, bytes]) => [way, Buffer.concat([log, Buffer.from('\n'), bytes])] as const));
    for (const way of lines.keys()) expect(hits(lines, canary, 'viesti').join('\n')).toContain(way);
  });

  it('stand in no address, header or body that went over the wire, either way', async () => {
    expect(wire.count()).toBeGreaterThan(100);
    const kept = [...wire.kept().keys()];
    for (const part of ['POST', '/api/sync', '/m/meet', '/m/new', '/m/sheet', '/m']) expect(kept.some((head) => head.endsWith(part) || head.includes(`${part} `))).toBe(true);
    expect(hits(wire.kept(), canary)).toEqual([]);
    await speakThrough(wire, sentence('viesti'));
    const found = hits(wire.kept(), canary, 'viesti').join('\n');
    for (const part of ['address', 'header', 'body', 'packed', 'answer']) expect(found).toContain(part);
  });

  it('stand in nothing that the page shows to the browser: caches, titles, history, other stores', async () => {
    const { page } = aino;
    for (const shown of [await cachesOf(page), await shownBy(aino)]) {
      expect(shown.size).toBeGreaterThan(3);
      expect(hits(shown, canary)).toEqual([]);
    }
    // On another phone: what is planted must not get into the files of this one.
    await mari.page.evaluate(async (words) => {
      await (await caches.open('planted')).put('/planted', new Response(words));
      history.pushState({ words }, '', `/staff/planted?${encodeURIComponent(words)}`);
      document.title = words;
      localStorage.setItem('planted', words);
      sessionStorage.setItem('planted', words);
    }, sentence('viesti'));
    expect(hits(await cachesOf(mari.page), canary, 'viesti').join('\n')).toContain('planted');
    const found = hits(await shownBy(mari), canary, 'viesti').join('\n');
    for (const part of ['title', 'address', 'history', 'state', 'localStorage', 'sessionStorage']) expect(found).toContain(part);
  });

  it('stand in no file of the phone, once it is locked; and in many where there is no PIN', async () => {
    await tap(aino.page, 'Piilota');
    await tap(aino.page, 'Takaisin');
    await aino.page.getByLabel('PIN', { exact: true }).waitFor();
    expect(hits(filesIn(profile.path), canary)).toEqual([]);
    await aino.close();
    expect(hits(filesIn(profile.path), canary)).toEqual([]);

    aino = await openLastingPhone(profile.path);
    await aino.page.goto(`${demo.url}/s/l`);
    await givePin(aino.page);
    await tap(aino.page, 'Poista PIN');
    await aino.page.getByLabel('Nykyinen PIN').fill(pin);
    await tap(aino.page, 'Poista PIN');
    await sees(aino.page, /^PINiä ei ole\./);
    await aino.page.goto(`${demo.url}/v`);
    await bubble(aino.page, sentence('vastaus')).waitFor();
    expectCalm(aino);
    await aino.close();
    const files = filesIn(profile.path);
    for (const about of typed) expect(hits(files, canary, about), about).not.toEqual([]);
  });

  it('are all there for whoever has the PIN, whether it was set before or after they were written', async () => {
    aino = await openLastingPhone(profile.path);
    await aino.page.goto(`${demo.url}/`);
    await setPin(aino.page);
    await tap(aino.page, 'Viestit', 'link');
    for (const about of ['viesti', 'vastaus'] as const) await bubble(aino.page, sentence(about)).waitFor();
    expect(await aino.page.getByRole('textbox', { name: 'Kirjoita' }).inputValue()).toBe(sentence('viestiluonnos'));
    expectCalm(aino);
  });
});

async function setPin(page: Page): Promise<void> {
  await tap(page, 'Asetukset', 'link');
  await tap(page, /^Lukitus/, 'link');
  await tap(page, 'Ota PIN käyttöön');
  await page.getByLabel('Uusi PIN, kuusi numeroa').fill(pin);
  await page.getByLabel('Uusi PIN toisen kerran').fill(pin);
  await tap(page, 'Ota PIN käyttöön');
  await givePin(page);
  await sees(page, /^PIN on käytössä/);
}

async function givePin(page: Page): Promise<void> {
  await page.getByLabel('PIN', { exact: true }).fill(pin);
  await tap(page, 'Avaa');
  await page.getByLabel('PIN', { exact: true }).waitFor({ state: 'detached' });
}

/** Writes a thought of one's own, and leaves it as it is. */
async function think(page: Page, text: string): Promise<void> {
  await tap(page, 'Etusivu', 'link');
  await tap(page, 'Omat ajatukset', 'link');
  await tap(page, 'Kirjoita uusi');
  await tap(page, 'Ohita');
  await page.getByRole('textbox').fill(text);
}

/** What the backup command leaves: its file, and what it says. */
async function backUp(dataDir: string, folder: string, name: string): Promise<Places> {
  const place = join(folder, name);
  mkdirSync(place);
  const { code, out, err } = await runToEnd('src/tools/backup.ts', { DATA_DIR: dataDir }, [place]);
  expect(err).toBe('');
  expect(code).toBe(0);
  writeFileSync(join(place, 'said'), out);
  return filesIn(place);
}

function withDatabase<T>(file: string, work: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(file);
  try {
    return work(database);
  } finally {
    database.close();
  }
}
