import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, dayOf } from '../../src/domain/time.ts';
import { at } from '../../src/tools/demo/sessions.ts';
import { enterAsExpert, enterAsStaff, expectCalm, isInstalled, openBrowser, openPhone, sees, tap } from '../support/browser.ts';
import type { Tab } from '../support/browser.ts';
import { inviteTo, lies, linkOf, rawSync } from '../support/demo-people.ts';
import { food, openItem, openSession, saysSent, sendNote, talk, topics } from '../support/expert-hands.ts';
import { startOwnDemo } from '../support/own-demo.ts';
import type { OwnDemo } from '../support/own-demo.ts';

describe('fair terms, and what the adults see to', () => {
  const today = dayOf(new Date().toISOString());
  let demo: OwnDemo;
  let browser: Browser;
  let aino: Tab;
  let nea: Tab;
  let talkId = '';

  beforeAll(async () => {
    demo = await startOwnDemo();
    browser = await openBrowser();
    [aino, nea] = [await openPhone(browser), await openPhone(browser)];
    await enterAsExpert(aino.page, linkOf(demo, 'expert'));
    await isInstalled(aino.page);
    await enterAsStaff(nea.page, linkOf(demo, 'coordinator'));
    await openSession(aino.page, demo.url, talk);
    await aino.page.getByRole('tab', { name: 'Ennen' }).waitFor();
    talkId = new URL(aino.page.url()).pathname.split('/')[2] ?? '';
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.remove();
  });

  it('publishes nothing without a fee and without food, and names the field', async () => {
    const { page } = nea;
    const before = sessionsIn(await rawSync(demo, 'coordinator'));
    await page.goto(`${demo.url}/staff/sessions/new`);
    await tap(page, 'Työryhmä');
    await page.getByLabel('Päivä', { exact: true }).fill(at(today, 20, '12:00').slice(0, 10));
    await page.getByLabel('Paikka', { exact: true }).fill('Kirjasto, Tampere');
    await page.getByLabel('Keitä paikalla on', { exact: true }).fill('5 ammattilaista');
    await page.getByLabel('Palkkio', { exact: true }).selectOption({ label: 'Ei palkkiota' });
    await page.getByLabel('Ruoka', { exact: true }).fill('');
    await tap(page, 'Julkaise');
    await sees(page, 'Jotain puuttuu vielä.');
    const field = page.getByLabel('Ruoka', { exact: true });
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    await page.locator('.problem', { hasText: 'Kerro ruoasta, koska palkkiota ei makseta.' }).first().waitFor();
    expect(await page.locator('[aria-invalid]').count()).toBe(1);
    expect(sessionsIn(await rawSync(demo, 'coordinator'))).toBe(before);
    // The field is all that was missing.
    await field.fill('Keittolounas');
    await tap(page, 'Julkaise');
    await page.getByRole('heading', { name: 'Kutsutut' }).waitFor();
    await expect.poll(async () => sessionsIn(await rawSync(demo, 'coordinator'))).toBe(before + 1);
  });

  it('shows the young person what the adults have not done, and that it is done once they have ticked it', async () => {
    await openSession(aino.page, demo.url, talk);
    await aino.page.locator('summary', { hasText: 'tekemättä' }).first().tap();
    // Who is there stands filled in, so that it is told: for the young person and at the desk.
    await aino.page.getByRole('button', { name: /^Sinulle kerrotaan, keitä paikalla on/ }).getByText('Hoidettu').waitFor();
    const duty = aino.page.getByRole('button', { name: /^Juttelu kanssasi etukäteen/ });
    await duty.getByText(/^Tekemättä/).waitFor();
    expect(await aino.page.getByRole('checkbox').count()).toBe(0);
    await nea.page.goto(`${demo.url}/staff/sessions/${talkId}`);
    await sees(nea.page, /^Kerrottu, keitä paikalla on/);
    expect(await nea.page.getByRole('checkbox', { name: /^Kerrottu, keitä paikalla on/ }).count()).toBe(0);
    await nea.page.getByRole('checkbox', { name: /^Juttelu etukäteen/ }).first().check();
    await duty.getByText('Hoidettu').waitFor();
  });

  it('shows the coordinator the exact sentence for the host, which the server holds nothing of', async () => {
    const sentence = 'Älä kysy perheestä: vihreä pingviini.';
    await openItem(aino.page, demo.url, talk, topics);
    await aino.page.getByRole('textbox', { name: /^Omin sanoin/ }).fill('Perhe, punainen mäyrä');
    await tap(aino.page, /^Nea ja juontaja/, 'radio');
    await aino.page.getByRole('textbox', { name: /^Näin sanotaan juontajalle/ }).fill(sentence);
    await tap(aino.page, /^Lähetä$/);
    await saysSent(aino.page, sentence);
    await nea.page.goto(`${demo.url}/staff/sessions/${talkId}`);
    await sees(nea.page, `”${sentence}”`);
    await sees(nea.page, 'Perhe, punainen mäyrä');
    for (const words of [sentence, 'vihreä pingviini', 'punainen mäyrä']) expect(lies(demo, words), words).toBe(false);
    expect(lies(demo, 'Puheenvuoro koulutuksessa')).toBe(true);
  });

  it('asks an adult for a ride by a link without an account, and is green only once they have promised', async () => {
    await nea.page.goto(`${demo.url}/staff/sessions/${talkId}`);
    await tap(nea.page, 'Suunnittele kyyti');
    await nea.page.getByLabel('Mistä haetaan').fill('Kirkkokatu 3, ovi A');
    await nea.page.getByLabel('Lähtö').fill('12:10');
    await nea.page.getByLabel('Takaisin').fill('15:40');
    await tap(nea.page, 'Tallenna kyyti');
    await tap(nea.page, 'Tee linkki kuljettajalle');
    const link = await nea.page.getByLabel('Linkki', { exact: true }).inputValue();
    await openSession(aino.page, demo.url, talk);
    await tap(aino.page, 'Paikalla', 'tab');
    await sees(aino.page, /^Kyytiä järjestetään/);

    const adult = await openPhone(browser);
    await adult.page.goto(link);
    await sees(adult.page, 'Kirkkokatu 3, ovi A');
    const asked = await adult.page.locator('main').innerText();
    for (const words of ['Puheenvuoro', 'Hämeenlinna', 'Nea', 'Nuorten']) expect(asked).not.toContain(words);
    await adult.page.getByLabel('Nimesi').fill('Kaisa');
    await tap(adult.page, 'Lupaan kyydin');
    await sees(adult.page, 'Kiitos. Kyyti on luvattu.');
    expectCalm(adult);
    await aino.page.reload();
    await aino.page.locator('.notice.ok', { hasText: /^Kyyti on varmistettu\. Kaisa hakee klo 12[.:]10/ }).waitFor();

    const other = await openPhone(browser);
    await other.page.goto(link);
    await sees(other.page, /^Olet luvannut tämän kyydin/);
    expect(await other.page.getByRole('button').count()).toBe(0);
    for (const { context } of [adult, other]) await context.close();
  });

  it('offers to comment on the plan after a no, and the coordinator reads it', async () => {
    const { facts } = await inviteTo(demo, 'plan', { title: 'Perehdytyksen suunnitelma', number: '2026-061', comment: { plan: 'Perehdytys kestää kaksi päivää.', by: addDays(today, 6), fee: null } });
    await openSession(aino.page, demo.url, /Perehdytyksen suunnitelma/);
    await tap(aino.page, 'En tällä kertaa');
    await sees(aino.page, 'Tästä ei makseta palkkiota.');
    await aino.page.getByText('Lue suunnitelma').tap();
    await sees(aino.page, 'Perehdytys kestää kaksi päivää.');
    await aino.page.getByRole('textbox').fill('Yksi päivä riittäisi, jos tauot ovat pidempiä.');
    await tap(aino.page, /^Lähetä$/);
    await sees(aino.page, 'Kommenttisi');
    await nea.page.goto(`${demo.url}/staff/waiting`);
    await tap(nea.page, /^Aino kommentoi suunnitelmaa/, 'link');
    await sees(nea.page, 'Yksi päivä riittäisi, jos tauot ovat pidempiä.');
    expect(new URL(nea.page.url()).pathname).toBe(`/staff/sessions/${facts.id}`);
    expect(lies(demo, 'Yksi päivä riittäisi')).toBe(false);
  });

  it('tells the kitchen of allergies without a name, and nobody anything once the session is over', async () => {
    const words = 'Ei pähkinää, violetti orava';
    await openItem(aino.page, demo.url, talk, food);
    await aino.page.getByRole('textbox').fill(words);
    await sendNote(aino.page);
    await saysSent(aino.page, words);
    await nea.page.goto(`${demo.url}/staff/sessions/${talkId}`);
    await tap(nea.page, 'Keittiön lista', 'link');
    await sees(nea.page, words);
    expect(await nea.page.locator('main').first().innerText()).not.toContain('Aino');
    const [sealed = ''] = /AQ[\w-]{1000,}/.exec((await rawSync(demo, 'coordinator')).split('"item":"food"')[1] ?? '') ?? [];
    expect(sealed).not.toBe('');
    // The file's pages cut what is long: one piece of three is whole in any case.
    const lieThere = () => [1_000, 2_000, 3_000].some((from) => lies(demo, sealed.slice(from, from + 40)));
    expect(lieThere()).toBe(true);

    // The server tidies as it starts, and each hour.
    demo.ahead(3 * 24 * 60);
    await demo.stop();
    await demo.start();
    await expect.poll(() => rawSync(demo, 'coordinator'), { timeout: 20_000 }).not.toContain(sealed);
    for (const { page } of [aino, nea]) await page.reload();
    // Her browser's clock has not moved: the list is still there, and knows nothing any more.
    await sees(nea.page, 'Kukaan ei ole kertonut ruokatoiveita.');
    await openItem(aino.page, demo.url, talk, food);
    await expect.poll(() => aino.page.locator('main').first().innerText()).not.toContain('violetti orava');
    expect(await aino.page.getByRole('textbox').inputValue()).toBe('');
    // Nor in the files, once what is written is where it belongs.
    await demo.stop();
    expect(lieThere()).toBe(false);
    await demo.start();
  });

  it('was calm throughout: no error, no broken rule of the security policy', () => {
    expectCalm(aino);
    expectCalm(nea);
  });
});

const sessionsIn = (reply: string): number => reply.split('"kind":"session"').length - 1;
