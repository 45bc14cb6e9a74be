import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterAsExpert, expectCalm, goOffline, isInstalled, sees, tap } from '../support/browser.ts';
import { afterwards, chooseInSeries, travel, openInvitation, openItem, openItems, openSession, openWaiting, saysSent, sendThoughts, series, talk, waitsHere, writeNote } from '../support/expert-hands.ts';
import { temporaryFolder } from '../support/folder.ts';
import { startKillableDemo } from '../support/killable-demo.ts';
import type { KillableDemo } from '../support/killable-demo.ts';
import { openLastingPhone } from '../support/lasting-phone.ts';
import type { LastingPhone } from '../support/lasting-phone.ts';
import { donePast, readFacts } from '../support/server-facts.ts';

const days = 60;
const note = 'Olen matkalla, täällä ei ole verkkoa.';
const thought = 'Tätä ehdin miettiä pitkään.';
const draft = 'Tätä en ole vielä lähettänyt';
const inOrder = ['Ajatuksesi koordinaattorille', 'Omat sanasi tarkistuslistaan', 'Tieto: en pääse', 'Tieto: tulen mukaan', 'Vastaus tarkistuslistaan', 'Vastaus tarkistuslistaan'];

describe('a phone that is without a network for 60 days', () => {
  const profile = temporaryFolder();
  const ids = { open: '', series: '' };
  let demo: KillableDemo;
  let aino: LastingPhone;

  beforeAll(async () => {
    demo = await startKillableDemo();
    aino = await openLastingPhone(profile.path);
    await aino.context.clock.install();
    await enterAsExpert(aino.page, demo.linkOf('expert'));
    await isInstalled(aino.page);
    await sees(aino.page, /Kaikki tallessa ja lähetetty/);
  });
  afterAll(async () => {
    await aino?.close();
    await demo?.remove();
    profile.remove();
  });

  it('keeps what waits, a draft and everything there is to read, also when the app is opened anew', async () => {
    await goOffline(aino);
    await openSession(aino.page, demo.url, openInvitation);
    ids.open = aino.page.url().split('/').at(-1) ?? '';
    await tap(aino.page, 'Tulen mukaan');
    await sees(aino.page, waitsHere);
    await openSession(aino.page, demo.url, series);
    ids.series = aino.page.url().split('/').at(-1) ?? '';
    await tap(aino.page, 'En pääsekään');
    await tap(aino.page, 'Kerro, että en pääse');
    await sees(aino.page, waitsHere);
    await sees(aino.page, /^Peruit tulosi/);
    await openItems(aino.page, demo.url);
    await chooseInSeries(aino.page, 0, 2);
    await sendThoughts(aino.page, demo.url, thought);
    await writeNote(aino.page, demo.url, talk, travel, note);
    await openItem(aino.page, demo.url, talk, afterwards);
    await aino.page.getByRole('textbox').fill(draft);
    await demo.end('SIGTERM');

    // The app sleeps with the phone and wakes up two months later.
    await aino.context.clock.fastForward(days * 86_400_000);
    expect((await openWaiting(aino.page, demo.url)).waiting.toSorted()).toEqual(inOrder);
    await aino.close();
    await openAgain({ offline: true });
    expect((await openWaiting(aino.page, demo.url)).waiting.toSorted()).toEqual(inOrder);
    for (const [item, text] of [[travel, note], [/^Kysymykset yleisöltä/, 'Minä otan kysymykset vastaan ja valitsen niistä. Voit aina sanoa, että tähän en vastaa.'], [/^Taukomerkkini/, 'Kynä poikittain']] as const) {
      await openItem(aino.page, demo.url, talk, item);
      await sees(aino.page, text);
    }
    await showsDraft();
    await openSession(aino.page, demo.url, talk);
    await sees(aino.page, 'Puheenvuoro koulutuksessa');
    expect(await aino.page.getByText(/^Lähetetty/).count()).toBe(0);
    expectCalm(aino);
  });

  it('sends what can still be done, says of the rest why not, and is still signed in', async () => {
    await demo.start(days);
    // Whatever the staff did meanwhile.
    const nea = await demo.person('coordinator');
    await nea.perform('session/cancel', { id: ids.series, fee: 'not-paid' });
    const before = await readFacts(demo.dataDir);
    await ageCookies();
    await aino.context.setOffline(false);
    await aino.page.goto(`${demo.url}/`);
    await sees(aino.page, '2 asiaa ei lähtenyt. Ne ovat tallessa.');

    expect(donePast(before, await readFacts(demo.dataDir)).toSorted()).toEqual(['cancelled', 'not-found', 'ok', 'ok', 'ok', 'ok']);
    const { waiting, aside } = await openWaiting(aino.page, demo.url);
    expect(waiting).toEqual([]);
    expect(aside).toHaveLength(2);
    // The server has forgotten what came to nothing: to its owner it is an invitation that closed.
    expect(aside.filter((card) => /^Tieto: tulen mukaan\s[^]*Tämä ehti sulkeutua/.test(card))).toHaveLength(1);
    expect(aside.find((card) => series.test(card))).toMatch(/^Tieto: en pääse\s[^]*Tämä tilaisuus on peruttu/);
    await openItem(aino.page, demo.url, talk, travel);
    await saysSent(aino.page, note);
    await showsDraft();
  });

  it('says nothing of what was set aside that is not so, and forgets it only when told to', async () => {
    await aino.page.goto(`${demo.url}/k/${ids.open}`);
    await sees(aino.page, 'Tätä ei löydy');
    expect(await aino.page.getByText(/^Lähetetty|Otit kutsun vastaan/).count()).toBe(0);
    await aino.page.goto(`${demo.url}/k/${ids.series}`);
    await sees(aino.page, /Tämä tilaisuus on peruttu/);
    await openWaiting(aino.page, demo.url);
    // What was set aside, and the draft, which home would else tell of.
    for (let left = 3; left > 0; left -= 1) {
      await tap(aino.page, 'Poista listalta');
      await tap(aino.page, 'Kyllä, poista');
      await aino.page.getByRole('button', { name: 'Poista listalta' }).nth(left - 1).waitFor({ state: 'detached' });
    }
    await sees(aino.page, /Kaikki tallessa ja lähetetty/);
    expectCalm(aino);
  });

  async function openAgain(options: { offline: boolean }): Promise<void> {
    aino = await openLastingPhone(profile.path, options);
    await aino.context.clock.install({ time: Date.now() + days * 86_400_000 });
  }

  async function showsDraft(): Promise<void> {
    await openItem(aino.page, demo.url, talk, afterwards);
    expect(await aino.page.getByRole('textbox').inputValue()).toBe(draft);
  }

  /** The browser's own clock cannot be moved: so the cookies get what would be left of them. */
  async function ageCookies(): Promise<void> {
    const [cookie, ...others] = await aino.context.cookies();
    if (!cookie || others.length > 0) throw new Error('there is one cookie, the login');
    const expires = cookie.expires - days * 86_400;
    expect(expires).toBeGreaterThan(Date.now() / 1000);
    await aino.context.addCookies([{ ...cookie, expires }]);
  }
});
