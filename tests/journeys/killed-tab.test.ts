import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterAsExpert, expectCalm, goOffline, isInstalled, sees, tap } from '../support/browser.ts';
import { afterwards, answersAfter, chooseInSeries, chosenAnswers, food, openInvitation, openItem, openItems, openSession, openWaiting, saysSent, sendThoughts, series, topics, travel, waitsHere, writeNote } from '../support/expert-hands.ts';
import { temporaryFolder } from '../support/folder.ts';
import { startKillableDemo } from '../support/killable-demo.ts';
import type { KillableDemo } from '../support/killable-demo.ts';
import { openLastingPhone } from '../support/lasting-phone.ts';
import type { LastingPhone } from '../support/lasting-phone.ts';
import { donePast, readFacts, writesOf } from '../support/server-facts.ts';
import { opsIn } from '../support/wire.ts';

const first = 'Pääsin juuri sisään.';
const note = 'Tämä on kirjoitettu ennen kuin puhelin sammui.';
const thought = 'Tämä jäi mieleen ennen kuin puhelin sammui.';
const everything = ['Ajatuksesi koordinaattorille', 'Omat sanasi tarkistuslistaan', 'Tieto: tulen mukaan', ...Array<string>(3).fill('Vastaus tarkistuslistaan')];

describe('an app that is killed', () => {
  const profile = temporaryFolder();
  let demo: KillableDemo;
  let aino: LastingPhone;
  // How many choices of the series have been made: what the checklist shows follows from it.
  let made = 0;

  beforeAll(async () => {
    demo = await startKillableDemo();
    aino = await openLastingPhone(profile.path);
    await enterAsExpert(aino.page, demo.linkOf('expert'));
    await isInstalled(aino.page);
    await sees(aino.page, /Kaikki tallessa ja lähetetty/);
  });
  afterAll(async () => {
    await aino?.close();
    await demo?.remove();
    profile.remove();
  });

  // A browser that is opened again lets the service worker send what waits before any page asks for it, and such a worker
  // knows nothing of a page's switched-off network: so the server is really gone.
  const loseNetwork = () => demo.end('SIGKILL');
  async function findNetwork(): Promise<void> {
    await demo.start();
    await aino.context.setOffline(false);
  }

  it('right after its owner was let in knows them when it is opened again, and what was written goes', async () => {
    const before = await readFacts(demo.dataDir);
    await loseNetwork();
    await goOffline(aino);
    await writeNote(aino.page, demo.url, series, food, first);
    await aino.kill();

    aino = await openLastingPhone(profile.path, { offline: true });
    // A browser writes a new cookie to the disk half a minute late. If it was quicker here, it is as if it had not been.
    await aino.context.clearCookies();
    expect((await openWaiting(aino.page, demo.url)).waiting).toEqual(['Omat sanasi tarkistuslistaan']);
    await openItem(aino.page, demo.url, series, food);
    await findNetwork();
    await saysSent(aino.page, first);
    expect(await aino.page.getByText(/Kirjautuminen on päättynyt/).count()).toBe(0);
    expect(await openWaiting(aino.page, demo.url)).toEqual({ waiting: [], aside: [] });
    expect(writesOf('answer', before, await readFacts(demo.dataDir))).toBe(1);
    expectCalm(aino);
  });

  it('right after it said "on this phone" has all of it when it is opened again, each thing once', async () => {
    const before = await readFacts(demo.dataDir);
    await loseNetwork();
    await goOffline(aino);
    await openSession(aino.page, demo.url, openInvitation);
    await tap(aino.page, 'Tulen mukaan');
    await sees(aino.page, waitsHere);
    await sendThoughts(aino.page, demo.url, thought);
    await openItems(aino.page, demo.url);
    await chooseInSeries(aino.page, 0, (made = 3));
    await writeNote(aino.page, demo.url, series, afterwards, note);
    await aino.kill();

    aino = await openLastingPhone(profile.path, { offline: true });
    expect((await openWaiting(aino.page, demo.url)).waiting.toSorted()).toEqual(everything);
    await openItem(aino.page, demo.url, series, afterwards);
    await sees(aino.page, note);
    await openItem(aino.page, demo.url, series, travel);
    await aino.page.getByRole('textbox').fill('Tämä jäi kesken');
    aino = await aino.crashTab();
    expect((await openWaiting(aino.page, demo.url)).waiting.toSorted()).toEqual(everything);
    await openItem(aino.page, demo.url, series, travel);
    expect(await aino.page.getByRole('textbox').inputValue()).toBe('Tämä jäi kesken');
    expectCalm(aino);

    await findNetwork();
    await openItem(aino.page, demo.url, series, afterwards);
    await saysSent(aino.page, note);
    // Everything that was sent has gone; what was only begun is not said to have.
    await aino.page.goto(`${demo.url}/`);
    await sees(aino.page, 'Yksi asia on kesken. Sitä ei ole lähetetty.');
    await openItem(aino.page, demo.url, series, travel);
    await aino.page.getByRole('textbox').fill('');
    expect(await openWaiting(aino.page, demo.url)).toEqual({ waiting: [], aside: [] });
    const after = await readFacts(demo.dataDir);
    expect(donePast(before, after)).toEqual(Array(6).fill('ok'));
    expect(['answer', 'decision', 'reflection'].map((kind) => writesOf(kind, before, after))).toEqual([4, 1, 1]);
  });

  it.each(['the tab', 'the tab', 'the browser'])('in the middle of a series of changes (%s) has every one that the screen had shown, and nothing half', async (which) => {
    const before = await readFacts(demo.dataDir);
    await loseNetwork();
    await goOffline(aino);
    const from = made;
    let said = from;
    const enough = from + 3 + Math.floor(Math.random() * 30);
    const reached = new Promise<void>((resolve) => {
      void aino.page.exposeBinding('said', (_source, choices: number) => {
        said = choices;
        if (choices >= enough) setTimeout(resolve, Math.random() * 10);
      });
    });
    await openItems(aino.page, demo.url);
    void chooseInSeries(aino.page, from, 1_000).catch(() => undefined);
    await reached;
    const shown = said;
    if (which === 'the tab') aino = await aino.crashTab();
    else {
      await aino.kill();
      aino = await openLastingPhone(profile.path, { offline: true });
    }

    const waiting = (await openWaiting(aino.page, demo.url)).waiting.length;
    expect(waiting).toBeGreaterThanOrEqual(shown - from);
    expect(await aino.page.getByText(/Selain on tyhjentänyt/).count()).toBe(0);
    made += waiting;
    await openItems(aino.page, demo.url);
    expect(await chosenAnswers(aino.page)).toEqual(answersAfter(made));
    expectCalm(aino);

    await findNetwork();
    await aino.page.goto(`${demo.url}/`);
    await sees(aino.page, /Kaikki tallessa ja lähetetty/);
    const after = await readFacts(demo.dataDir);
    expect(donePast(before, after)).toEqual(Array(waiting).fill('ok'));
    expect(writesOf('answer', before, after)).toBe(waiting);
  });

  it('between the server taking its request and the reply sends it all again, and nothing is done twice', async () => {
    const before = await readFacts(demo.dataDir);
    await aino.context.setOffline(true);
    await writeNote(aino.page, demo.url, series, travel, 'Vastausta tähän ei koskaan tullut.');
    await writeNote(aino.page, demo.url, series, topics, 'Eikä tähän.');
    const taken = new Promise<void>((resolve) => {
      void aino.context.route('**/api/sync', async (route) => {
        const carries = opsIn(route.request()).length > 0;
        const answer = await route.fetch();
        if (carries) resolve();
        else await route.fulfill({ response: answer });
      });
    });
    await aino.context.setOffline(false);
    await taken;
    expect(writesOf('answer', before, await readFacts(demo.dataDir))).toBe(2);
    expect(await aino.page.locator('.written', { hasText: 'Eikä tähän.' }).count()).toBe(1);
    await aino.kill();

    aino = await openLastingPhone(profile.path);
    for (const [item, text] of [[travel, 'Vastausta tähän ei koskaan tullut.'], [topics, 'Eikä tähän.']] as const) {
      await openItem(aino.page, demo.url, series, item);
      await saysSent(aino.page, text);
    }
    expect(await openWaiting(aino.page, demo.url)).toEqual({ waiting: [], aside: [] });
    const after = await readFacts(demo.dataDir);
    expect(donePast(before, after)).toEqual(['ok', 'ok']);
    expect(writesOf('answer', before, after)).toBe(2);
    expectCalm(aino);
  });
});
