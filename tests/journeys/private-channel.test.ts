import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterAsExpert, enterAsStaff, expectCalm, goOffline, isInstalled, openBrowser, openPhone, sees, tap } from '../support/browser.ts';
import type { Tab } from '../support/browser.ts';
import { answer, bubble, compare, makeSheet, onlyHere, openThread, putAway, says, sent, showCode, typeCode, typeMessage, wasRead, write } from '../support/channel-hands.ts';
import { startDemo } from '../support/demo.ts';
import type { Demo } from '../support/demo.ts';
import { talk } from '../support/expert-hands.ts';
import { temporaryFolder } from '../support/folder.ts';
import { holdAnswers } from '../support/held-answers.ts';
import { openLastingPhone } from '../support/lasting-phone.ts';
import type { LastingPhone } from '../support/lasting-phone.ts';

const concern = 'Joku käyttäytyi huonosti. Kysyttiin asioita, joista en puhu.';
const reply = 'Kiitos kun kerroit. Soitanko huomenna?';
const regretted = 'Unohda koko juttu.';
const offline = 'Tämän kirjoitin kellarissa.';
const halfTyped = 'Ja vielä yksi';
const unanswered = 'Tämän vastaus jäi matkalle.';

describe('the private channel', () => {
  const profile = temporaryFolder();
  let demo: Demo;
  let browser: Browser;
  let aino: LastingPhone;
  let mari: Tab;

  beforeAll(async () => {
    demo = await startDemo();
    browser = await openBrowser();
    aino = await openLastingPhone(profile.path);
    mari = await openPhone(browser);
    await enterAsExpert(aino.page, demo.linkOf('expert'));
    await isInstalled(aino.page);
    await enterAsStaff(mari.page, demo.linkOf('contact'));
  });
  afterAll(async () => {
    await aino?.close();
    await browser?.close();
    await demo?.remove();
    profile.remove();
  });

  it('begins with a code on paper and nine digits that both read aloud', async () => {
    await makeSheet(mari.page, demo.url);
    await sees(aino.page, 'Moi Aino');
    const code = await showCode(mari.page, demo.url, 'Koodi nuorelle');
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}[\s-]?){4}$/);
    await aino.page.goto(`${demo.url}/v`);
    await sees(aino.page, /^Rasti ei näytä viestejä hanketiimille/);
    await typeCode(aino.page, demo.url, code.toLowerCase());
    const { told } = await compare(mari.page, aino.page);
    expect(told).toContain('Myös Mari näkee nyt yhdeksän numeroa.');
    await sees(aino.page, 'Nyt voitte kirjoittaa, sinä ja Mari.');
    await sees(mari.page, 'Valmis. Aino voi nyt kirjoittaa sinulle.');
    await tap(mari.page, 'Avaa');
    for (const address of [...aino.addresses, ...mari.addresses]) expect(address).not.toContain(code.slice(0, 4));
  });

  it('says before anything is written who reads it, when they answer, and what they must pass on', async () => {
    await sees(aino.page, 'Viestit voi lukea Mari Laine (yhteyshenkilö). Rasti ei näytä niitä hanketiimille.');
    await sees(aino.page, /^Jos joku alle 18-vuotias on vakavassa vaarassa, lain mukaan Mari kertoo/);
    await sees(aino.page, 'Vastaa arkisin 9–16.');
    await sees(aino.page, 'Jos asia ei voi odottaa:');
  });

  it('is three taps from home, without any session', async () => {
    await aino.page.goto(`${demo.url}/`);
    await tap(aino.page, 'Viestit', 'link');
    await tap(aino.page, 'Jokin tuntui turvattomalta.');
    await tap(aino.page, 'Lähetä');
    await says(aino.page, 'Jokin tuntui turvattomalta.', sent);
    expect(await aino.page.title()).toBe('Viestit, Rasti');
    expect(new URL(aino.page.url()).pathname).toBe('/v');
  });

  it('takes a session along, and says "sent" only after the mailbox has answered', async () => {
    const held = await holdAnswers(aino.context, aino.page, '/m');
    await tap(aino.page, 'Liitä tilaisuus');
    await aino.page.getByRole('radio', { name: talk }).tap();
    await sees(aino.page, /^Tilaisuus: Puheenvuoro koulutuksessa/);
    await typeMessage(aino.page, concern);
    await tap(aino.page, 'Lähetä');
    await held.answered;
    // The mailbox has it, the phone does not know: so the phone does not say so.
    await says(aino.page, concern, /^(Lähetetään…|Tässä puhelimessa)/);
    expect(await bubble(aino.page, concern).getByText(/^Lähetetty/).count()).toBe(0);
    await held.release();
    await says(aino.page, concern, sent);
  });

  it('reaches the contact person, and home tells of the reply without saying what it says', async () => {
    await putAway(aino.page);
    await openThread(mari.page, demo.url, /Aino/);
    await bubble(mari.page, 'Jokin tuntui turvattomalta.').waitFor();
    await bubble(mari.page, concern).getByText(/^Tilaisuus: Puheenvuoro koulutuksessa/).waitFor();
    await answer(mari.page, reply);
    expectCalm(mari);

    // Everybody who is paired exchanges soon after the app is opened, so that nothing has to be opened for it.
    await aino.page.goto(`${demo.url}/`);
    await aino.page.getByRole('link', { name: 'Viesteissä on uutta' }).waitFor({ timeout: 120_000 });
    expect(await aino.page.getByText(reply).count()).toBe(0);
    await tap(aino.page, 'Viesteissä on uutta', 'link');
    await sees(aino.page, reply);
    await says(aino.page, concern, wasRead);
    await says(aino.page, 'Jokin tuntui turvattomalta.', wasRead);
    await aino.page.goto(`${demo.url}/`);
    await sees(aino.page, 'Moi Aino');
    expect(await aino.page.getByRole('link', { name: 'Viesteissä on uutta' }).count()).toBe(0);
  });

  it('takes back what nobody has read', async () => {
    await putAway(mari.page);
    await write(aino.page, demo.url, regretted);
    await says(aino.page, regretted, sent);
    const taken = aino.page.getByText('Otit tämän takaisin. Vielä ei tiedetä, ehtikö Mari lukea sen.');
    await bubble(aino.page, regretted).getByRole('button', { name: 'Ota takaisin' }).tap();
    await sees(aino.page, 'Teksti poistuu tästä, eikä Mari enää näe sitä, jos ei ole jo lukenut.');
    const told = aino.page.waitForRequest('**/m');
    await tap(aino.page, 'Ota viesti takaisin');
    await taken.waitFor();
    await (await told).response();
    expect(await aino.page.getByText(regretted).count()).toBe(0);
    await putAway(aino.page);

    await openThread(mari.page, demo.url, /Aino/);
    await sees(mari.page, 'Aino otti tämän viestin takaisin ennen kuin luit sen.');
    expect(await mari.page.getByText(regretted).count()).toBe(0);
    // That nobody read it goes with whatever goes next.
    await answer(mari.page, 'Hei vielä.');
    expect(await mari.page.getByText(regretted).count()).toBe(0);
    await aino.page.goto(`${demo.url}/v`);
    await sees(aino.page, 'Otit tämän takaisin ennen kuin Mari luki sen.');
    expect(await aino.page.getByText(regretted).count()).toBe(0);
  });

  it('gives a receipt of what was written, sent and read when', async () => {
    await aino.page.goto(`${demo.url}/v`);
    await tap(aino.page, 'Keskustelun asetukset', 'link');
    await tap(aino.page, 'Näytä');
    const receipt = await aino.page.locator('.written').innerText();
    const time = '\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d';
    expect(receipt).toMatch(new RegExp(`^${time}\nJokin tuntui turvattomalta\\.\nLähti ${time}, Luettu ${time}\n\n${time}, Puheenvuoro koulutuksessa[^\n]*\n${concern}\nLähti ${time}, Luettu ${time}\n\n${time}\nOtettu takaisin$`));
  });

  it('keeps on the phone what is written without a network, through a killed tab, and never says that it was sent', async () => {
    await putAway(mari.page);
    await sees(aino.page, 'Keskustelun asetukset');
    await goOffline(aino);
    await write(aino.page, demo.url, offline);
    await says(aino.page, offline, onlyHere);
    // A browser whose network a test takes away may still believe that it has one.
    await sees(aino.page, /^(Ei nettiä\. Voit kirjoittaa\.|Viestit eivät kulje juuri nyt\. Kirjoittamasi on tallessa)/);
    await typeMessage(aino.page, halfTyped);
    await sees(aino.page, 'Luonnos. Vain tässä puhelimessa.');
    aino = await aino.crashTab();
    await aino.page.goto(`${demo.url}/v`);
    await says(aino.page, offline, onlyHere);
    expect(await aino.page.getByRole('textbox', { name: 'Kirjoita' }).inputValue()).toBe(halfTyped);
    expect(await bubble(aino.page, offline).getByText(/^Lähetetty/).count()).toBe(0);
  });

  it('sends it once the network is back, and it arrives once', async () => {
    await aino.context.setOffline(false);
    // A browser that says nothing of the network that is back is tried again by the clock.
    await bubble(aino.page, offline).getByText(sent).waitFor({ timeout: 90_000 });
    await openThread(mari.page, demo.url, /Aino/);
    await bubble(mari.page, offline).waitFor();
    expect(await bubble(mari.page, offline).count()).toBe(1);
    expect(await mari.page.getByText(halfTyped).count()).toBe(0);
  });

  it('arrives once also where the phone was killed before it heard the answer', async () => {
    await putAway(mari.page);
    const held = await holdAnswers(aino.context, aino.page, '/m');
    await typeMessage(aino.page, unanswered);
    await tap(aino.page, 'Lähetä');
    await held.answered;
    aino = await aino.crashTab();
    await aino.page.goto(`${demo.url}/v`);
    await says(aino.page, unanswered, sent);
    await openThread(mari.page, demo.url, /Aino/);
    await bubble(mari.page, unanswered).waitFor();
    expect(await bubble(mari.page, unanswered).count()).toBe(1);
    expect(await bubble(mari.page, offline).count()).toBe(1);
  });

  it('leaves no error behind', () => {
    expectCalm(aino);
    expectCalm(mari);
  });
});
