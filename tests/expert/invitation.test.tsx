import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { describe, expect, test } from 'vitest';
import { settleDecision } from '../../src/domain/decision.ts';
import type { Session } from '../../src/domain/session.ts';
import { termsOf } from '../../src/domain/terms.ts';
import { openApp, refuse } from '../support/expert-app.tsx';
import type { ExpertApp } from '../support/expert-app.tsx';
import { applyRule, held, invitation, session } from '../support/rows.ts';

const open = [session(), invitation()];
const click = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const shown = async (words: string | RegExp) => expect((await screen.findAllByText(words)).length).toBeGreaterThan(0);
const answers = () => within(screen.getByRole('group', { name: 'Vastauksesi' })).getAllByRole('button').map((button) => [button.textContent, button.className]);
/** The ten minutes are over, and the phone learns of it. */
async function settle({ env, expert, server, sync }: ExpertApp): Promise<void> {
  env.time = '2026-11-22T10:11:00.000Z';
  Object.assign(expert.now, { value: env.time });
  expect(applyRule(server, settleDecision, { invitation: 'i' }, { at: env.time })).not.toBeTypeOf('string');
  await sync();
}

describe('an invitation', () => {
  test('tells everything that one must know before saying yes, in its order', async () => {
    const full = session({
      mode: 'hybrid', notExpected: 'Omasta elämästä kertomista.', naming: 'Etunimellä. Ei kuvia.', ifStopped: 'Saat palkkion silti.', part: { number: 2, of: 3, theme: 'Kokemukset' },
      present: [{ role: 'workers', count: 6 }, { role: 'decision_makers', count: 1 }, { role: 'known_workers', count: 0 }],
    });
    await openApp({ rows: [full, invitation()], path: '/k/s' });
    await shown('ti 24.11. klo 15.00–17.00');
    await shown('Tampere tai etänä');
    expect(screen.getAllByRole('term').map((term) => term.textContent)).toEqual([
      'Mikä tämä on', 'Mitä sinulta toivotaan', 'Mitä sinulta ei odoteta', 'Keitä paikalla', 'Järjestäjä', 'Palkkio', 'Jos lopetat kesken tai tilaisuus perutaan',
      'Matka', 'Ruoka', 'Nimesi ja kuvat', 'Osa sarjaa', 'Etäyhteys',
    ]);
    for (const words of ['Omasta elämästä kertomista.', '6 ammattilaista', 'Ei työntekijöitä, jotka voit tuntea', 'Summa ei muutu, vaikka hinnasto muuttuisi.', 'Saat palkkion silti.', '2/3: Kokemukset', 'Vastaa viimeistään su 22.11.']) await shown(words);
    expect(screen.getByText('1 päättäjä').tagName).toBe('STRONG');
  });

  test('says near its top what one gets, and leads from there to three answers of the same look', async () => {
    await openApp({ rows: open, path: '/k/s' });
    await shown('Palkkio: 40,00 € ennen veroa');
    await shown('Matka: Junalippu');
    expect(answers()).toEqual([['Tulen mukaan', 'button plain'], ['Kysyn ensin', 'button plain'], ['En tällä kertaa', 'button plain']]);
    click('Siirry vastaamaan');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Vastauksesi');
    await shown('Sinun ei tarvitse kertoa syytä. Tämä ei vaikuta tuleviin kutsuihin.');
  });

  test('asks for no reason: nothing but the answer goes along with a no', async () => {
    const { env } = await openApp({ rows: open, path: '/k/s' });
    await shown('Luet luonnoksen.');
    expect(screen.queryByRole('textbox')).toBeNull();
    click('En tällä kertaa');
    await shown('Vastasit: en tällä kertaa. Se on ok.');
    await waitFor(() => expect(env.requests.some(({ body }) => JSON.stringify(body).includes('"answer":"declined","terms":null}'))).toBe(true));
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  test('asked about first takes the question in one’s own words, and stays open', async () => {
    const { server } = await openApp({ rows: open, path: '/k/s' });
    await shown('Luet luonnoksen.');
    click('Kysyn ensin');
    fireEvent.input(await screen.findByRole('textbox'), { target: { value: 'Kuka lukee oppaan?' } });
    click('Lähetä');
    await waitFor(() => expect(server.get('answer/i.what')).toMatchObject({ answer: 'ask', audience: 'coordinator' }));
    expect(JSON.stringify([...server.values()])).not.toContain('Kuka lukee');
    expect(answers().map(([name]) => name)).toEqual(['Tulen mukaan', 'En tällä kertaa']);
  });

  test('that was given to somebody else says so kindly, and asks nothing', async () => {
    await openApp({ rows: [session(), invitation({ state: 'withdrawn' })], path: '/k/s' });
    await shown('Paikka annettiin tällä kertaa toiselle. Se ei johdu sinusta eikä vaikuta tuleviin kutsuihin.');
    expect(screen.queryByRole('button', { name: 'Tulen mukaan' })).toBeNull();
  });

  test('that is answered when it was given on meanwhile says it where it was answered, until it was read', async () => {
    const app = await openApp({ rows: open, path: '/k/s' });
    await shown('Luet luonnoksen.');
    refuse(app, 'given-on');
    click('Tulen mukaan');
    await shown('Vastauksesi ei tullut voimaan.');
    await shown(/Se ei johdu sinusta/);
    click('Selvä');
    await waitFor(() => expect(app.expert.engine.refused.value).toEqual([]));
  });
});

describe('an answer', () => {
  test('is on this phone until the server has answered; then the time is named until which nobody sees it', async () => {
    const { env, sync, server } = await openApp({ rows: open, path: '/k/s/1' });
    await shown('Luet luonnoksen.');
    env.online = false;
    click('Tulen mukaan');
    await shown('Otit kutsun vastaan.');
    await shown('Tässä puhelimessa. Lähtee, kun netti palaa ja sovellus on auki.');
    expect(document.body.textContent).not.toMatch(/Lähetetty|näkee vastauksesi/);
    env.online = true;
    await sync();
    await shown('Nea näkee vastauksesi klo 12.10. Siihen asti voit perua.');
    expect(server.get('invitation/i')).toMatchObject({ state: 'open' });
  });

  test('can be undone while the server holds it: then it is as if it had not been given', async () => {
    const { server, sync } = await openApp({ rows: [session(), invitation(), held('accepted')], path: '/k/s/1' });
    await shown('Nea näkee vastauksesi klo 12.05. Siihen asti voit perua.');
    click('Peru vastaus');
    await shown('Luet luonnoksen.');
    await sync();
    expect(server.has('decision/decision.i')).toBe(false);
    expect(server.get('invitation/i')).toMatchObject({ state: 'open', answered: null });
    expect(answers().map(([name]) => name)).toEqual(['Tulen mukaan', 'Kysyn ensin', 'En tällä kertaa']);
  });

  test('undone without a network says that this is still on the phone', async () => {
    const { env } = await openApp({ rows: [session(), invitation(), held('accepted')], path: '/k/s/1' });
    await shown(/Siihen asti voit perua/);
    env.online = false;
    click('Peru vastaus');
    await shown('Vastauksen peruminen on vielä tässä puhelimessa. Lähtee, kun netti palaa ja sovellus on auki.');
  });

  test('that was undone too late says so, and how the answer is now', async () => {
    const app = await openApp({ rows: [session(), invitation(), held('accepted')], path: '/k/s/1' });
    await shown(/Siihen asti voit perua/);
    app.server.set('invitation/i', invitation({ state: 'accepted', answered: '2026-11-22T10:00:00.000Z' }));
    app.server.delete('decision/decision.i');
    click('Peru vastaus');
    await shown('Peruminen ei ehtinyt perille. Katso alta, miten vastauksesi on nyt.');
    await shown('Otit kutsun vastaan.');
    click('Selvä');
    await waitFor(() => expect(screen.queryByText(/Peruminen ei ehtinyt/)).toBeNull());
  });

  test('whose ten minutes are over cannot be undone; the ordinary way out is there instead', async () => {
    const app = await openApp({ rows: [session(), invitation(), held('accepted')], path: '/k/s/1' });
    await shown(/Siihen asti voit perua/);
    expect(screen.queryByRole('button', { name: 'En pääsekään' })).toBeNull();
    await settle(app);
    await shown(/^Lähetetty su 22\.11\./);
    expect(screen.queryByRole('button', { name: 'Peru vastaus' })).toBeNull();
    expect(screen.getByRole('button', { name: 'En pääsekään' })).toBeTruthy();
  });

  test('counts at once where it starts within two hours, and the page says so before', async () => {
    const { server } = await openApp({ rows: [session({ replyBy: null }), invitation()], path: '/k/s/1', time: '2026-11-24T11:30:00.000Z' });
    await shown('Tilaisuus alkaa pian, joten Nea näkee vastauksesi heti.');
    click('Tulen mukaan');
    await shown('Otit kutsun vastaan.');
    await waitFor(() => expect(server.get('invitation/i')).toMatchObject({ state: 'accepted' }));
    expect(screen.queryByRole('button', { name: 'Peru vastaus' })).toBeNull();
  });
});

describe('asked again', () => {
  const agreed = { terms: termsOf(session()), at: '2026-11-20T08:00:00.000Z' };
  const changed = (more: Partial<Session>) => openApp({ rows: [session(more), invitation({ state: 'accepted', answered: agreed.at, agreed })], path: '/k/s/1' });
  const differences = () => screen.getAllByText('→').map((arrow) => [arrow.closest('div')?.querySelector('dt')?.textContent, arrow.parentElement?.textContent]);

  test('is whoever says yes to what changed under the finger: first the difference is shown, and then it is a yes', async () => {
    const { server, sync } = await openApp({ rows: open, path: '/k/s' });
    await shown('Luet luonnoksen.');
    server.set('session/s', session({ place: 'Turku' }));
    await sync();
    click('Tulen mukaan');
    await shown('Sopiiko tämä sinulle?');
    expect(differences()).toEqual([['Missä', 'Ennen: Tampere → . Nyt: Turku']]);
    await waitFor(() => expect(server.get('decision/decision.i')).toMatchObject({ state: 'asked-again', terms: { place: 'Tampere' } }));
    click('Tulen mukaan');
    await shown('Otit kutsun vastaan.');
    await waitFor(() => expect(server.get('decision/decision.i')).toMatchObject({ state: 'held', terms: { place: 'Turku' } }));
  });

  test('names every term that differs, before and after, in words that are read aloud too', async () => {
    await changed({ starts: '2026-11-24T14:00:00.000Z', ends: '2026-11-24T16:00:00.000Z', place: 'Lahti', fee: null });
    await shown('Kun sanoit kyllä, sovittiin näin. Nyt on toisin.');
    expect(differences()).toEqual([
      ['Aika', 'Ennen: klo 15.00–17.00 → . Nyt: klo 16.00–18.00'],
      ['Missä', 'Ennen: Tampere → . Nyt: Lahti'],
      ['Palkkio', expect.stringMatching(/^Ennen: 40,00.€ ennen veroa Sisältää valmistautumisen ja jälkijuttelun\. Maksupäivä ti 15\.12\. → \. Nyt: Tästä ei makseta palkkiota\.$/)],
    ]);
    expect(screen.getByText('Sopiiko tämä sinulle?')).toBeTruthy();
    expect(answers().map(([name]) => name)).toEqual(['Tulen mukaan', 'Kysyn ensin', 'En tällä kertaa']);
  });

  test('names the days where it is on another one', async () => {
    await changed({ starts: '2026-11-25T13:00:00.000Z', ends: '2026-11-25T15:00:00.000Z' });
    await shown('Kun sanoit kyllä, sovittiin näin. Nyt on toisin.');
    expect(differences()).toEqual([['Aika', 'Ennen: ti 24.11. klo 15.00–17.00 → . Nyt: ke 25.11. klo 15.00–17.00']]);
  });

  test('shows nothing of a session that is agreed: no parts, no checklist, and "changed" in the calendar', async () => {
    await changed({ place: 'Lahti' });
    await shown('Muuttui: vastaa uudelleen');
    expect(screen.queryByRole('tablist')).toBeNull();
    expect(screen.queryByText('Otit kutsun vastaan.')).toBeNull();
    fireEvent.click(screen.getByRole('link', { name: 'Kalenteri' }));
    const asked = (await screen.findByRole('heading', { name: 'Kutsut' })).parentElement;
    await waitFor(() => expect(asked?.textContent).toContain('Muuttui: vastaa uudelleen'));
    expect(screen.getByText('Ei mitään sovittua juuri nyt.')).toBeTruthy();
  });

  test('a yes to the new terms carries those that are on the screen', async () => {
    const { server } = await changed({ place: 'Lahti' });
    await shown('Lahti');
    click('Tulen mukaan');
    await waitFor(() => expect(server.get('decision/decision.i')).toMatchObject({ state: 'held', terms: { place: 'Lahti' } }));
    await shown('Otit kutsun vastaan.');
  });

  test('an offline yes to old terms is never one to the new: on return the difference is shown', async () => {
    const { env, server, sync } = await openApp({ rows: open, path: '/k/s/1' });
    await shown('Luet luonnoksen.');
    env.online = false;
    click('Tulen mukaan');
    await shown('Otit kutsun vastaan.');
    server.set('session/s', session({ starts: '2026-11-24T14:00:00.000Z' }));
    env.online = true;
    await sync();
    await shown('Kun sanoit kyllä, sovittiin näin. Nyt on toisin.');
    expect(server.get('invitation/i')).toMatchObject({ state: 'open' });
    expect(server.get('decision/decision.i')).toMatchObject({ state: 'asked-again' });
  });

  test('where all is as it was again, the page says that and asks once more', async () => {
    await openApp({ rows: [session(), invitation(), held('accepted', { state: 'asked-again', until: null })], path: '/k/s' });
    await shown(/nyt ne ovat taas niin kuin silloin, kun sanoit kyllä/);
  });
});
