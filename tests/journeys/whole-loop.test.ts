import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterAsExpert, enterAsStaff, expectCalm, goOffline, isInstalled, openBrowser, openPhone, sees, tap } from '../support/browser.ts';
import type { Tab } from '../support/browser.ts';
import { startDemo } from '../support/demo.ts';
import type { Demo } from '../support/demo.ts';
import { saysSent } from '../support/expert-hands.ts';
import { opsIn } from '../support/wire.ts';

const question = 'Pitääkö minun maksaa itse: kanarianlintu seitsemän.';
const reply = 'Ei tarvitse: keltainen kirahvi kolme.';
const thought = 'Jäi sanomatta: sininen norsu neljä.';

describe('Rasti, once through, on a phone', () => {
  let demo: Demo;
  let browser: Browser;
  let aino: Tab;
  let nea: Tab;

  beforeAll(async () => {
    demo = await startDemo();
    browser = await openBrowser();
    aino = await openPhone(browser);
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.remove();
  });

  it('opens a link and shows the next session at home', async () => {
    await enterAsExpert(aino.page, demo.linkOf('expert'));
    await sees(aino.page, 'Puheenvuoro koulutuksessa');
    expect(aino.page.url()).toBe(`${demo.url}/`);
    expect(await aino.page.title()).toBe('Etusivu, Rasti');
    await isInstalled(aino.page);
  });

  it('takes three answers on the checklist', async () => {
    await tap(aino.page, 'Valmistaudu', 'link');
    for (const [item, answer] of [[/^Mistä tilaisuudessa on kyse/, 'Selvä'], [/^Paikka, aika/, 'Haluan kysyä tästä'], [/^Ruoka ja allergiat/, 'Syön kaikkea']] as const) {
      await tap(aino.page, item);
      await tap(aino.page, answer);
      // What is asked about shows its question in the place of the choice.
      await aino.page.getByRole('button', answer.startsWith('Haluan') ? { name: 'Peru kysymys' } : { name: answer, pressed: true }).waitFor();
      await tap(aino.page, item);
    }
  });

  it('shows all of it after a cold start without a network', async () => {
    await goOffline(aino);
    await aino.page.goto(`${demo.url}/`);
    await sees(aino.page, 'Moi Aino');
    await sees(aino.page, /^(Ei nettiä|Netti pätkii)/);
    await tap(aino.page, 'Valmistaudu', 'link');
    await aino.page.getByRole('button', { name: /^Paikka, aika.*Kysyit/ }).waitFor();
    await aino.page.getByRole('button', { name: /^Ruoka ja allergiat.*Syön kaikkea/ }).waitFor();
  });

  it('says that own words are only on this phone while there is no network', async () => {
    await tap(aino.page, /^Paikka, aika/);
    await aino.page.getByRole('textbox', { name: /^Kysymyksesi/ }).fill(question);
    await tap(aino.page, /^Lähetä$/);
    await sees(aino.page, question);
    await sees(aino.page, 'Tässä puhelimessa. Lähtee, kun netti palaa ja sovellus on auki');
    await aino.page.reload();
    await tap(aino.page, /^Paikka, aika/);
    await sees(aino.page, question);
    await sees(aino.page, 'Tässä puhelimessa. Lähtee, kun netti palaa ja sovellus on auki');
  });

  it('says "sent" only after the server has answered', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    let pushed = () => {};
    const pushing = new Promise<void>((resolve) => (pushed = resolve));
    await aino.context.route('**/api/sync', async (route) => {
      const carries = opsIn(route.request()).some(({ name }) => name === 'answer/write');
      const answer = await route.fetch();
      if (carries) {
        pushed();
        await held;
      }
      await route.fulfill({ response: answer });
    });
    await aino.context.setOffline(false);
    await pushing;
    // The server has it by now, the phone does not know: so the phone does not say so.
    expect(await aino.page.getByRole('listitem').filter({ hasText: question }).getByText(/^Lähetetty/).count()).toBe(0);
    release();
    await saysSent(aino.page, question);
    await aino.context.unroute('**/api/sync');
  });

  it('shows the question to the coordinator, who replies', async () => {
    nea = await openPhone(browser);
    await enterAsStaff(nea.page, demo.linkOf('coordinator'));
    await nea.page.goto(`${demo.url}/staff/waiting`);
    // Another question of hers waits from before: that one stands first.
    await nea.page.getByRole('link', { name: /^Aino kysyy/ }).nth(1).tap();
    await sees(nea.page, question);
    await nea.page.getByRole('textbox').fill(reply);
    await tap(nea.page, 'Lähetä vastaus');
    await sees(nea.page, reply);
    await sees(nea.page, /^Lähetetty/);
  });

  it('brings the reply to the phone', async () => {
    await aino.page.goto(`${demo.url}/`);
    await tap(aino.page, 'Valmistaudu', 'link');
    await tap(aino.page, /^Paikka, aika.*Nea vastasi/);
    await sees(aino.page, reply);
  });

  it('keeps a reflection as it is typed, through a reload', async () => {
    await aino.page.goto(`${demo.url}/o`);
    await tap(aino.page, 'Kirjoita uusi');
    await tap(aino.page, 'Ohita');
    await tap(aino.page, 'Ohita');
    await aino.page.getByRole('textbox').fill(thought);
    await aino.page.reload();
    await aino.page.getByRole('textbox').waitFor();
    expect(await aino.page.getByRole('textbox').inputValue()).toBe(thought);
  });

  it('sends the reflection to the coordinator, who reads it', async () => {
    await finishReflection(aino);
    await nea.page.goto(`${demo.url}/staff/waiting`);
    await tap(nea.page, /Aino.*ajatuksen/, 'link');
    await sees(nea.page, thought);
    expectCalm(nea);
    await nea.context.close();
  });

  it('shows a fee as paid once the fee office has marked it', async () => {
    const pirjo = await openPhone(browser);
    await enterAsStaff(pirjo.page, demo.linkOf('fees'));
    await tap(pirjo.page, 'Merkitse maksetuksi', 'link');
    await pirjo.page.getByRole('textbox').or(pirjo.page.locator('input[type=date]')).first().waitFor();
    await tap(pirjo.page, 'Merkitse maksetuksi');
    await pirjo.page.getByText(/^Maksettu/).first().waitFor();
    expectCalm(pirjo);
    await pirjo.context.close();

    await aino.page.goto(`${demo.url}/p`);
    await aino.page.getByRole('link', { name: /Luento opiskelijoille.*Maksettu/ }).waitFor();
  });

  it('leaves no trace of the private words in files, output, addresses or caches', async () => {
    const cached = await aino.page.evaluate(async () => {
      let all = '';
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) all += request.url + (await (await cache.match(request))?.text());
      }
      return all;
    });
    expect(cached.length).toBeGreaterThan(50_000);
    const files = readdirSync(demo.dataDir).map((name) => [name, readFileSync(join(demo.dataDir, name))] as const);
    expect(files.map(([name]) => name)).toContain('rasti.db-wal');
    for (const words of ['kanarianlintu seitsemän', 'keltainen kirahvi kolme', 'sininen norsu neljä', 'kanarianlintu', 'keltainen kirahvi', 'sininen norsu']) {
      for (const encoding of ['utf8', 'utf16le', 'latin1'] as const) {
        for (const [name, bytes] of files) expect(bytes.includes(Buffer.from(words, encoding)), `${words} in ${name}`).toBe(false);
      }
      // Whichever of the three alignments base64 caught it in.
      for (const cut of [0, 1, 2]) {
        const coded = Buffer.from(words.slice(cut)).toString('base64url').slice(0, -4);
        for (const [name, bytes] of files) expect(bytes.includes(coded), `${coded} in ${name}`).toBe(false);
      }
      expect(demo.output()).not.toContain(words);
      expect(cached).not.toContain(words);
      for (const address of aino.addresses) expect(decodeURIComponent(address)).not.toContain(words);
    }
    // The search finds what does stand there: it is no search that cannot fail.
    expect(files.some(([, bytes]) => bytes.includes(Buffer.from('Puheenvuoro koulutuksessa', 'utf8')))).toBe(true);
  });

  it('was calm throughout: no error, no broken rule of the security policy', () => {
    expectCalm(aino);
  });
});

/** From the present step of a reflection to "sent". */
async function finishReflection({ page }: Tab): Promise<void> {
  await tap(page, 'Riittää tältä erää');
  await tap(page, /luettavaksi/, 'radio');
  await tap(page, 'Jatka');
  await tap(page, /^Lähetä$/);
  await sees(page, /^Lähetetty/);
}
