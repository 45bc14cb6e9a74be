import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf } from '../../src/domain/time.ts';
import { at } from '../../src/tools/demo/sessions.ts';
import { enterAsExpert, enterAsStaff, expectCalm, goOffline, isInstalled, openBrowser, openPhone, sees, tap, watch } from '../support/browser.ts';
import type { Tab } from '../support/browser.ts';
import { inviteTo, linkOf, personOf, rawSync } from '../support/demo-people.ts';
import { openInvitation, openSession, talk } from '../support/expert-hands.ts';
import { startOwnDemo } from '../support/own-demo.ts';
import type { OwnDemo } from '../support/own-demo.ts';

/** What a hand takes for a tap that a program does at once, reading included. */
const HAND_MS = 8_000;

describe('before a session and on its day', () => {
  const today = dayOf(new Date().toISOString());
  let demo: OwnDemo;
  let browser: Browser;
  let aino: Tab;
  let nea: Tab;
  /** Everything that the server has sent to the coordinator's app. */
  const sentToNea: Promise<string>[] = [];

  beforeAll(async () => {
    demo = await startOwnDemo();
    browser = await openBrowser();
    aino = await openPhone(browser);
    await enterAsExpert(aino.page, linkOf(demo, 'expert'));
    await isInstalled(aino.page);
    nea = await openPhone(browser);
    nea.context.on('response', (response) => {
      if (response.url().endsWith('/api/sync')) sentToNea.push(response.text().catch(() => ''));
    });
    await enterAsStaff(nea.page, linkOf(demo, 'coordinator'));
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.remove();
  });

  it('goes from an invitation to a yes and three choices in less than three minutes', async () => {
    const { page } = aino;
    const began = Date.now();
    await page.goto(`${demo.url}/k`);
    let taps = 0;
    const press = async (...what: Parameters<typeof tap> extends [Page, ...infer Rest] ? Rest : never) => {
      taps += 1;
      await tap(page, ...what);
    };
    await press(openInvitation, 'link');
    await press('Tulen mukaan');
    await sees(page, 'Otit kutsun vastaan.');
    for (const [item, answer] of [[/^Aiheet, joista en halua/, 'Haluan kysyä tästä'], [/^Ruoka ja allergiat/, 'Syön kaikkea'], [/^Juttelu tilaisuuden jälkeen/, 'Viestillä']] as const) {
      await press(item);
      await press(answer);
      if (answer.startsWith('Haluan')) await page.getByRole('button', { name: 'Peru kysymys' }).waitFor();
      else await page.getByRole('button', { name: answer, pressed: true }).waitFor();
      await press(item);
    }
    expect(Date.now() - began + taps * HAND_MS).toBeLessThan(180_000);
  });

  it('lets a yes be undone before the coordinator has seen it', async () => {
    const { facts, invitation } = await inviteTo(demo, 'undone', { title: 'Paneeli nuorten palveluista', number: '2026-051' });
    await nea.page.goto(`${demo.url}/staff/sessions/${facts.id}`);
    await sees(nea.page, /^Ei ole vielä vastannut$/);
    await openSession(aino.page, demo.url, /Paneeli nuorten palveluista/);
    await tap(aino.page, 'Tulen mukaan');
    await sees(aino.page, /^Nea näkee vastauksesi klo/);
    // The server has it: it is only not shown to anybody else.
    expect(await rawSync(demo, 'expert')).toContain(`"decision.${invitation}"`);
    expect(await rawSync(demo, 'coordinator')).not.toContain('"decision"');
    // What is chosen behind it would tell of it.
    await tap(aino.page, /^Juttelu tilaisuuden jälkeen/);
    await tap(aino.page, 'Haluan kysyä tästä');
    await expect.poll(() => rawSync(demo, 'expert')).toContain(`"${invitation}.after"`);
    expect(await rawSync(demo, 'coordinator')).not.toContain(`"${invitation}.after"`);
    await sees(nea.page, /^Ei ole vielä vastannut$/);
    await tap(aino.page, 'Peru vastaus');
    await aino.page.getByRole('button', { name: 'Tulen mukaan' }).waitFor();
    await expect.poll(() => rawSync(demo, 'expert')).not.toContain(`"decision.${invitation}"`);
  });

  it('shows an answer that was kept once its ten minutes are over, and never the one that was undone', async () => {
    demo.ahead(11);
    await nea.page.goto(`${demo.url}/staff/sessions`);
    await tap(nea.page, openInvitation, 'link');
    await sees(nea.page, /^Tulee$/);
    await nea.page.goto(`${demo.url}/staff/sessions/undone`);
    await sees(nea.page, /^Ei ole vielä vastannut$/);
    const sent = [...(await Promise.all(sentToNea)), await rawSync(demo, 'coordinator')];
    expect(sent.slice(0, -1).join('')).toContain('Paneeli nuorten palveluista');
    const seen = sent.flatMap((text) => rowsIn(text)).filter(({ kind, session }) => kind === 'decision' || (kind === 'invitation' && session === 'undone'));
    expect(new Set(seen.map(({ kind, state, answered }) => JSON.stringify([kind, state, answered])))).toEqual(new Set(['["invitation","open",null]']));
  });

  it('asks again where the time was changed while a yes waited on the phone, and counts the yes to the new time only', async () => {
    const { facts, invitation } = await inviteTo(demo, 'moved', { title: 'Työpaja keväällä', number: '2026-052', starts: at(today, 8, '13:00'), ends: at(today, 8, '15:00') });
    const coordinator = await personOf(demo, 'coordinator');
    await openSession(aino.page, demo.url, /Työpaja keväällä/);
    await aino.page.getByRole('button', { name: 'Tulen mukaan' }).waitFor();
    await goOffline(aino);
    await tap(aino.page, 'Tulen mukaan');
    await sees(aino.page, 'Otit kutsun vastaan.');
    await coordinator.perform('session/change', { ...facts, starts: at(today, 8, '14:00'), ends: at(today, 8, '16:00') });
    await aino.context.setOffline(false);
    await sees(aino.page, 'Muuttui: vastaa uudelleen');
    const difference = aino.page.locator('dl').first();
    await sees(aino.page, /13[.:]00.* → /);
    expect(await difference.innerText()).toMatch(/13[.:]00.*→.*14[.:]00/s);
    demo.ahead(11);
    await nea.page.goto(`${demo.url}/staff/sessions/moved`);
    await sees(nea.page, /^Ei ole vielä vastannut$/);
    expect(await stateAtServer(demo, invitation)).toBe('open');
    await tap(aino.page, 'Tulen mukaan');
    await sees(aino.page, /^Nea näkee vastauksesi klo/);
    demo.ahead(11);
    await sees(nea.page, /^Tulee$/);
    await expect.poll(() => stateAtServer(demo, invitation), { timeout: 20_000 }).toBe('accepted');
  });

  it('shows all of the day after a cold start in flight mode', async () => {
    const coordinator = await personOf(demo, 'coordinator');
    const session = rowsIn(await rawSync(demo, 'coordinator')).find(({ kind, title }) => kind === 'session' && title === 'Puheenvuoro koulutuksessa');
    const { kind: _kind, project: _project, state: _state, ...facts } = session ?? {};
    await coordinator.perform('session/change', { ...facts, door: 'Sisäpihan puoli', quiet: 'Huone B12' });
    await aino.page.goto(`${demo.url}/`);
    await openSession(aino.page, demo.url, talk);
    await tap(aino.page, 'Paikalla', 'tab');
    await sees(aino.page, /Sisäpihan puoli/);
    await goOffline(aino);
    await aino.page.close();
    const again = watch(aino.context, await aino.context.newPage());
    await openSession(again.page, demo.url, talk);
    await tap(again.page, 'Paikalla', 'tab');
    for (const words of [/13[.:]00/, /Parolantie 5, ovi B, Hämeenlinna, Sisäpihan puoli/, 'Nea on ovella klo 12.45.', 'Sinun puheenvuorosi, 30 min', /Kynä poikittain/, /Huone B12/]) await sees(again.page, words);
    expect(await again.page.getByRole('link', { name: /^Soita/ }).getAttribute('href')).toBe('tel:+358500000000');
    await aino.context.setOffline(false);
    expectCalm(again);
  });

  it('was calm throughout: no error, no broken rule of the security policy', () => {
    expectCalm(aino);
    expectCalm(nea);
  });
});

const rowsIn = (reply: string): Record<string, unknown>[] => {
  const read: unknown = JSON.parse(reply || '{}');
  return typeof read === 'object' && read !== null && 'rows' in read && Array.isArray(read.rows) ? read.rows : [];
};

/** How an invitation stands for the coordinator, whatever her screen says. */
const stateAtServer = async (demo: OwnDemo, invitation: string): Promise<unknown> => rowsIn(await rawSync(demo, 'coordinator')).find(({ kind, id }) => kind === 'invitation' && id === invitation)?.['state'];
