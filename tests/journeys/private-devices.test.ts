import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterAsExpert, enterAsStaff, expectCalm, isInstalled, openBrowser, openPhone, sees, tap } from '../support/browser.ts';
import type { Tab } from '../support/browser.ts';
import { addContact, answer, bubble, compare, enterCode, makeSheet, openMore, openThread, pairColleagues, pairUp, putAway, says, sent, showCode, typeMessage, write } from '../support/channel-hands.ts';
import { gotoStaff } from '../support/desk-lock.ts';
import { startKillableDemo } from '../support/killable-demo.ts';
import type { KillableDemo } from '../support/killable-demo.ts';

const first = 'Tämän näkee vain ensimmäinen puhelin.';
const fromSecond = 'Tämän kirjoitin toisella puhelimella.';
const toBoth = 'Tämä tulee molempiin.';
const toNewPhone = 'Tämä on vain uudelle puhelimelle.';
const fromNewPhone = 'Sain uuden puhelimen.';
const beforeDeputy = 'Tämän kirjoitin ennen sijaista.';
const withDeputy = 'Tämän saa lukea myös Sari.';
const byDeputy = 'Sari tässä. Mari palaa maanantaina.';
const afterDeputy = 'Tätä Sari ei enää näe.';
const toLeo = 'Moi Leo.';

describe('one conversation, and phones and people that change', () => {
  let demo: KillableDemo;
  let browser: Browser;
  let aino: Tab;
  let second: Tab;
  let found: Tab;
  let mari: Tab;
  let nea: Tab;
  let sari: Tab;
  const all: Tab[] = [];
  const open = async (): Promise<Tab> => {
    const tab = await openPhone(browser);
    all.push(tab);
    return tab;
  };

  beforeAll(async () => {
    demo = await startKillableDemo();
    browser = await openBrowser();
    [aino, mari, nea] = [await open(), await open(), await open()];
    await enterAsExpert(aino.page, demo.linkOf('expert'));
    await isInstalled(aino.page);
    await enterAsStaff(nea.page, demo.linkOf('coordinator'));
    await enterAsStaff(mari.page, demo.linkOf('contact'));
    await makeSheet(mari.page, demo.url);
    await pairUp(mari.page, aino.page, demo.url);
    await write(aino.page, demo.url, first);
    await says(aino.page, first, sent);
    await openThread(mari.page, demo.url, /Aino/);
    await bubble(mari.page, first).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.remove();
  });

  it('a second phone of the young person is let in by the first, and both get what comes from then on', async () => {
    second = await open();
    await enterAsExpert(second.page, `${demo.url}/#${await (await demo.person('expert')).link()}`);
    await second.page.goto(`${demo.url}/v`);
    await sees(second.page, 'Onko sinulla jo keskustelu toisessa puhelimessa? Tee koodi siellä: Viestit, Keskustelun asetukset.');

    await aino.page.goto(`${demo.url}/v`);
    await tap(aino.page, 'Keskustelun asetukset', 'link');
    await sees(aino.page, 'Voit lukea ja kirjoittaa myös toisella puhelimella.');
    await tap(aino.page, 'Ota toinen puhelin käyttöön');
    await sees(aino.page, 'Avaa Rasti toisessa puhelimessa ja mene kohtaan Viestit. Kirjoita siellä tämä koodi.');
    const code = await aino.page.locator('.digits').innerText();
    await tap(second.page, 'Koodi on omasta toisesta puhelimestani');
    await sees(second.page, /^Kirjoita tähän vain koodi, jonka teit itse omalla toisella puhelimellasi\./);
    await enterCode(second.page, code);
    const { told } = await compare(aino.page, second.page);
    expect(told).toContain('Katso molempia puhelimia yhtä aikaa.');
    await sees(aino.page, 'Toinen puhelin on käytössä. Uudet viestit tulevat molempiin. Vanhat viestit ovat vain tässä.');
    await sees(second.page, 'Tämä puhelin on käytössä. Uudet viestit tulevat myös tähän. Vanhat viestit ovat toisessa puhelimessa.');
    expect(await second.page.getByText(first).count()).toBe(0);

    await write(second.page, demo.url, fromSecond);
    await says(second.page, fromSecond, sent);
    await openThread(mari.page, demo.url, /Aino/);
    await bubble(mari.page, fromSecond).waitFor();
    await sees(mari.page, /: Aino otti käyttöön toisen laitteen$/);
    await sees(mari.page, /Aino \(2 laitetta\)/);
    await answer(mari.page, toBoth);
    for (const { page } of [aino, second]) {
      await page.goto(`${demo.url}/v`);
      await bubble(page, toBoth).waitFor();
      await bubble(page, fromSecond).waitFor();
    }
  });

  it('a lost phone: a new link from the coordinator gives the app, and nothing of the conversation', async () => {
    await putAway(second.page);
    await tap(nea.page, 'Ihmiset', 'link');
    await tap(nea.page, /Aino/, 'link');
    await tap(nea.page, 'Tee kertalinkki');
    await tap(nea.page, 'Sulje kadonnut laite ja tee uusi linkki');
    const link = await nea.page.getByRole('textbox', { name: 'Linkki' }).inputValue();

    found = await open();
    await enterAsExpert(found.page, link);
    await sees(found.page, 'Puheenvuoro koulutuksessa');
    await found.page.goto(`${demo.url}/v`);
    await sees(found.page, 'Täällä voit kirjoittaa yhteyshenkilölle. Hän ei kuulu hankkeeseen, ja valitset hänet itse.');
    for (const text of [first, fromSecond, toBoth]) expect(await found.page.getByText(text).count()).toBe(0);
  });

  it('they pair again: the old conversation stays readable at the contact, and what is new goes to the new phone alone', async () => {
    await pairUp(mari.page, found.page, demo.url);
    await sees(mari.page, /^Täällä on vanhempi keskustelu samalla nimellä\. Jos Aino vaihtoi puhelinta/);
    await openMore(mari.page);
    await mari.page.getByRole('radio', { name: /^Aino/ }).tap();
    await tap(mari.page, 'Sama nuori, uusi puhelin');
    await mari.page.getByText(/^Täällä on vanhempi keskustelu samalla nimellä/).waitFor({ state: 'detached' });
    await answer(mari.page, toNewPhone);

    await found.page.goto(`${demo.url}/v`);
    await bubble(found.page, toNewPhone).waitFor();
    await typeMessage(found.page, fromNewPhone);
    await tap(found.page, 'Lähetä');
    await says(found.page, fromNewPhone, sent);

    await gotoStaff(mari.page, `${demo.url}/staff/messages`);
    const over = mari.page.getByRole('link', { name: /^Aino.*Tilalla on uudempi keskustelu/ });
    await over.tap();
    for (const text of [first, fromSecond, toBoth]) await bubble(mari.page, text).waitFor();
    await sees(mari.page, 'Uudempi keskustelu on tämän tilalla. Vanhat viestit näkyvät yhä.');

    // Whoever holds the lost phones sees nothing of what came after, and soon nothing at all: they were closed.
    for (const { page } of [aino, second]) {
      await page.goto(`${demo.url}/v`);
      await page.getByRole('heading', { name: 'Kirjautuminen suljettiin' }).waitFor();
      for (const text of [first, toBoth, toNewPhone, fromNewPhone]) expect(await page.getByText(text).count()).toBe(0);
    }
  });

  it('a deputy reads after the young person has said yes, and only what comes after it', async () => {
    const { page } = found;
    await write(page, demo.url, beforeDeputy);
    await says(page, beforeDeputy, sent);
    sari = await open();
    await enterAsStaff(sari.page, await addContact(nea.page, demo.url, 'Sari Niemi'));
    await pairColleagues(mari.page, sari.page, demo.url);
    await openThread(mari.page, demo.url, /Aino/);
    await bubble(mari.page, beforeDeputy).waitFor();
    await openMore(mari.page);
    await tap(mari.page, 'Ehdota, että Sari Niemi on sijainen');
    await sees(mari.page, 'Ehdotit, että Sari Niemi on sijainen. Nuori ei ole vielä vastannut.');

    await page.goto(`${demo.url}/v`);
    await sees(page, 'Kun Mari on poissa, saako Sari lukea viestisi?');
    await sees(page, 'Sari näkee vain sen, mitä kirjoitat tästä eteenpäin, ja voi vastata sinulle. Ilman lupaasi Rasti ei näytä hänelle mitään. Voit muuttaa mieltäsi myöhemmin.');
    await tap(page, 'Kyllä, se käy');
    await sees(page, /^Sanoit kyllä, mutta Sari( Niemi)? ei vielä näe viestejäsi\. Se onnistuu, kun hän avaa Rastin\.$/);
    await sees(page, 'Viestit voi lukea Mari Laine (yhteyshenkilö). Rasti ei näytä niitä hanketiimille.');
    await typeMessage(page, withDeputy);
    await tap(page, 'Lähetä');
    await says(page, withDeputy, sent);

    await openThread(mari.page, demo.url, /Aino/);
    await bubble(mari.page, withDeputy).waitFor();
    await sees(mari.page, /: Sari Niemi sai luvan lukea uudet viestit$/);
    await gotoStaff(sari.page, `${demo.url}/staff/messages`);
    await sari.page.getByRole('link', { name: /^Aino/ }).waitFor({ timeout: 120_000 });
    await sees(sari.page, /Luet sijaisena\. Yhteyshenkilö on Mari Laine\./);
    await openThread(sari.page, demo.url, /^Aino/);
    await bubble(sari.page, withDeputy).waitFor();
    for (const text of [beforeDeputy, fromNewPhone, toNewPhone]) expect(await sari.page.getByText(text).count()).toBe(0);
    await answer(sari.page, byDeputy);
    await page.goto(`${demo.url}/v`);
    await sees(page, 'Viestit voi lukea Mari Laine (yhteyshenkilö) ja Sari Niemi (sijainen). Rasti ei näytä niitä hanketiimille.');
    await bubble(page, byDeputy).getByText('Sari', { exact: true }).waitFor();
  });

  it('the young person says no to the deputy later, without asking anybody', async () => {
    const { page } = found;
    await tap(page, 'Keskustelun asetukset', 'link');
    await sees(page, 'Sari Niemi voi lukea, mitä kirjoitat.');
    await tap(page, 'Sari ei saa enää lukea');
    await sees(page, 'Sari ei enää näe, mitä kirjoitat tästä eteenpäin.');
    await write(page, demo.url, afterDeputy);
    await says(page, afterDeputy, sent);
    await sees(page, 'Viestit voi lukea Mari Laine (yhteyshenkilö). Rasti ei näytä niitä hanketiimille.');
    await openThread(mari.page, demo.url, /Aino/);
    await bubble(mari.page, afterDeputy).waitFor();
    await sees(mari.page, /: Sari Niemi ei enää näe uusia viestejä$/);
    await gotoStaff(sari.page, `${demo.url}/staff/messages`);
    await tap(sari.page, /^Aino/, 'link');
    await bubble(sari.page, withDeputy).waitFor();
    expect(await sari.page.getByText(afterDeputy).count()).toBe(0);
  });

  it('another contact person is another conversation; the old one stays readable, and nothing of it moves', async () => {
    const { page } = found;
    const leo = await open();
    await enterAsStaff(leo.page, await addContact(nea.page, demo.url, 'Leo Virta'));
    await makeSheet(leo.page, demo.url);
    const code = await showCode(leo.page, demo.url, 'Koodi nuorelle');
    await page.goto(`${demo.url}/v`);
    await tap(page, 'Keskustelun asetukset', 'link');
    await sees(page, 'Voit vaihtaa yhteyshenkilön milloin vain. Pyydä koodi uudelta. Vanha keskustelu jää tänne luettavaksi, eikä siitä siirry mitään.');
    await tap(page, 'Minulla on koodi', 'link');
    await sees(page, 'Kirjoita koodi, jonka yhteyshenkilö antoi sinulle. Vanhat viestit jäävät tänne luettaviksi.');
    await enterCode(page, code);
    await compare(leo.page, page);
    await sees(page, 'Nyt voitte kirjoittaa, sinä ja Leo.');
    await sees(page, 'Viestit voi lukea Leo Virta (yhteyshenkilö). Rasti ei näytä niitä hanketiimille.');
    expect(await page.getByText(afterDeputy).count()).toBe(0);
    await typeMessage(page, toLeo);
    await tap(page, 'Lähetä');
    await page.getByText(/^Lähetetty .* Vielä ei tiedetä, onko Leo lukenut\.$/).waitFor();

    await tap(page, 'Keskustelun asetukset', 'link');
    await tap(page, 'Mari Laine', 'link');
    await sees(page, 'Tämä on vanha keskustelu. Siihen ei enää kirjoiteta. Mari ei näe uusia viestejäsi.');
    await bubble(page, afterDeputy).waitFor();
    expect(await page.getByRole('textbox').count()).toBe(0);

    await openThread(leo.page, demo.url, /Aino/);
    await bubble(leo.page, toLeo).waitFor();
    for (const text of [afterDeputy, fromNewPhone]) expect(await leo.page.getByText(text).count()).toBe(0);
    await openThread(mari.page, demo.url, /Aino/);
    await bubble(mari.page, afterDeputy).waitFor();
    expect(await mari.page.getByText(toLeo).count()).toBe(0);
  });

  it('digits that are not the same end it, and nothing has changed', async () => {
    const code = await showCode(mari.page, demo.url, 'Koodi nuorelle');
    await found.page.goto(`${demo.url}/v/p`);
    await enterCode(found.page, code);
    for (const { page } of [mari, found]) await page.getByRole('button', { name: 'Eivät ole' }).waitFor();
    await tap(found.page, 'Eivät ole');
    await sees(found.page, 'Numerot eivät olleet samat, joten yhteyttä ei tehty. Mitään ei ole kadonnut. Pyydä uusi koodi ja verratkaa uudelleen, mieluiten kasvokkain.');
    await sees(mari.page, /^Numerot eivät olleet samat, joten yhteyttä ei tehty\./);
    await found.page.goto(`${demo.url}/v`);
    await sees(found.page, toLeo);
  });

  it('leaves no error behind', () => {
    for (const tab of all) expectCalm(tab);
  });
});
