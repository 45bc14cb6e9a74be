import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { describe, expect, test } from 'vitest';
import { answerIdOf } from '../../src/domain/answer-facts.ts';
import { rideIdOf } from '../../src/domain/ride-facts.ts';
import type { Row } from '../../src/domain/op.ts';
import type { Ride } from '../../src/domain/ride.ts';
import { mapOf, smsOf } from '../../src/expert/sessions/day/view.ts';
import { saveNote } from '../../src/expert/sessions/actions.ts';
import { openApp } from '../support/expert-app.tsx';
import { invitation, session } from '../support/rows.ts';

/** Three hours before, and one hour before. */
const morning = '2026-11-24T10:00:00.000Z';
const near = '2026-11-24T12:00:00.000Z';

const today = session({
  place: 'Parolantie 5, Hämeenlinna', door: 'ovi B', meets: 'Nea on ovella 14.45', phone: '040 123 4567', quiet: 'Huone B12', ifStopped: 'Palkkio maksetaan silti.',
  programme: [{ at: '15.20', what: 'Sinun puheenvuorosi' }],
});
const coming = (more: Parameters<typeof invitation>[0] = {}) => invitation({ state: 'accepted', answered: '2026-11-20T08:00:00.000Z', support: 'Sari', ...more });
const ride = (more: Partial<Ride> = {}): Ride => ({
  kind: 'ride', id: rideIdOf('i'), project: 'p', invitation: 'i', session: 's', person: 'aino', from: 'Asemalta', leaves: '2026-11-24T10:10:00.000Z', back: '2026-11-24T15:30:00.000Z',
  starts: today.starts, ends: today.ends, place: today.place, mode: today.mode, state: 'promised', adult: 'Pekka', planB: null, answered: null, ...more,
});
const open = (time = near, rows: readonly Row[] = []) => openApp({ rows: [today, coming(), ...rows], path: '/k/s/2', time });
const click = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const callLink = () => screen.getByRole('link', { name: /^Soita 040\s123\s4567$/ });
const textLink = () => screen.getByRole('link', { name: 'Lähetä tekstiviesti' }).getAttribute('href');

describe('the day', () => {
  test('is there at one glance, without a network', async () => {
    const app = await open();
    app.env.online = false;
    await app.sync();
    expect((await screen.findByRole('heading', { name: 'Tänään klo 15.00' })).tagName).toBe('H2');
    expect(screen.getByText('Parolantie 5, Hämeenlinna, ovi B')).toBeTruthy();
    for (const words of ['Nea on ovella 14.45', 'Tukenasi on Sari', 'Sinun puheenvuorosi', 'Huone B12', 'Keittolounas', 'Junalippu', 'Nettiä ei ole. Nämä ovat tallessa.']) expect(screen.getByText(words)).toBeTruthy();
    expect(callLink().getAttribute('href')).toBe('tel:0401234567');
  });

  test('names tomorrow as tomorrow, and another day by its date', async () => {
    await open('2026-11-23T10:00:00.000Z');
    expect(await screen.findByText('Huomenna klo 15.00')).toBeTruthy();
  });

  test('opens the map only by a tap, with the place alone; without a network it says that it needs one', async () => {
    const app = await open();
    const map = await screen.findByRole('link', { name: 'Kartta' });
    expect(map.getAttribute('href')).toBe('https://www.openstreetmap.org/search?query=Parolantie+5%2C+H%C3%A4meenlinna');
    expect(map.getAttribute('rel')).toBe('noopener noreferrer');
    app.env.online = false;
    expect(fireEvent.click(map)).toBe(false);
    expect(await screen.findByText('Kartta tarvitsee netin. Osoite on tässä yllä.')).toBeTruthy();
    expect(mapOf('a&b=c#\ud800 <مرحبا>')).toBe('https://www.openstreetmap.org/search?query=a%26b%3Dc%23%EF%BF%BD+%3C%D9%85%D8%B1%D8%AD%D8%A8%D8%A7%3E');
  });

  test('shows the ride in green only when somebody has said yes to this very time', async () => {
    await open(near, [ride()]);
    const sure = await screen.findByText('Kyyti on varmistettu. Pekka hakee klo 12.10');
    expect(sure.closest('.notice')?.className).toContain('ok');
  });

  test.each([
    ['asked', {}, 'Kyytiä järjestetään. Nea hoitaa sen.'],
    ['refused', {}, 'Kyytiä järjestetään. Nea hoitaa sen.'],
    ['promised', { place: 'Turku' }, 'Aika tai paikka muuttui, joten kyyti sovitaan uudelleen. Nea hoitaa sen.'],
    ['promised', { mode: 'hybrid' }, 'Aika tai paikka muuttui, joten kyyti sovitaan uudelleen. Nea hoitaa sen.'],
    ['promised', { ends: '2026-11-24T18:00:00.000Z' }, 'Aika tai paikka muuttui, joten kyyti sovitaan uudelleen. Nea hoitaa sen.'],
    ['promised', { starts: '2026-11-24T09:00:00.000Z' }, 'Aika tai paikka muuttui, joten kyyti sovitaan uudelleen. Nea hoitaa sen.'],
  ] as const)('says in neutral words how a ride stands that is %s', async (state, more, words) => {
    await open(near, [ride({ state, ...more })]);
    expect((await screen.findByText(words)).closest('.notice')).toBeNull();
  });

  test('of a hybrid has the link too; what is no web address is none', async () => {
    const hybrid = (link: string) => session({ ...today, mode: 'hybrid', link });
    const app = await openApp({ rows: [hybrid('javascript:alert(1)'), coming()], path: '/k/s/2', time: near });
    await screen.findByText('Tänään klo 15.00');
    expect(screen.queryByRole('link', { name: 'Avaa etäyhteys' })).toBeNull();
    app.server.set('session/s', hybrid('https://etana.example/h'));
    await app.sync();
    expect((await screen.findByRole('link', { name: 'Avaa etäyhteys' })).getAttribute('href')).toBe('https://etana.example/h');
  });
});

describe('one’s own signs on the day', () => {
  test('nobody is said to know them before the server has them, nor the host before the coordinator has said so', async () => {
    const app = await open();
    await screen.findByText('Merkkiä ei ole valittu. Tauon voi pitää silti.');
    app.env.online = false;
    expect(await saveNote(app.expert, 'i', 'break', 'Kynä poikittain', 'host', 'Taukomerkki: kynä poikittain.')).toMatchObject({ ok: true });
    expect(await screen.findByText('Kynä poikittain')).toBeTruthy();
    expect(screen.queryByText('Nea voi lukea tämän.')).toBeNull();
    app.env.online = true;
    await app.sync();
    expect(await screen.findByText('Nea voi lukea tämän.')).toBeTruthy();
    expect(screen.getByText(/^Tätä ei ole vielä kerrottu/)).toBeTruthy();
    app.server.set('invitation/i', { ...coming(), done: { host_told: '2026-11-24T12:30:00.000Z' } } as Row);
    await app.sync();
    expect(await screen.findByText(/^Tämä on kerrottu/)).toBeTruthy();
    expect(app.server.get(`answer/${answerIdOf('i', 'break')}`)).toBeTruthy();
  });
});

describe('being late', () => {
  test('is said in two taps, and the coordinator’s side has it only after the server', async () => {
    const { server } = await open();
    await screen.findByText('Tänään klo 15.00');
    click('Olen myöhässä');
    click('20 min');
    expect(await screen.findByText('Sanoit: noin 20 min myöhässä.')).toBeTruthy();
    expect(await screen.findByText('Lähti klo 14.00. Nea saa tiedon laitteelleen.')).toBeTruthy();
    expect(server.get('invitation/i')).toMatchObject({ late: { minutes: 20 } });
  });

  test('without a network says plainly that it has not gone, and offers to call or text in neutral words', async () => {
    const app = await open();
    await screen.findByText('Tänään klo 15.00');
    app.env.online = false;
    await app.sync();
    click('Olen myöhässä');
    expect(await screen.findByText(/^Yhteyttä ei ole nyt\. Jos kerrot tässä/)).toBeTruthy();
    click('En osaa sanoa');
    const waits = (await screen.findByText(/^Tämä ei ole vielä lähtenyt, koska yhteyttä ei ole\./)).closest('.notice');
    expect(waits?.className).toContain('wait');
    expect(waits?.querySelector('a[href="tel:0401234567"]')).toBeTruthy();
    expect(document.body.textContent).not.toContain('Lähti klo');
    expect(textLink()).toBe('sms:0401234567?body=Hei%2C%20olen%20v%C3%A4h%C3%A4n%20my%C3%B6h%C3%A4ss%C3%A4.');
    expect(app.server.get('invitation/i')).not.toHaveProperty('late');
    app.env.online = true;
    await app.sync();
    expect(await screen.findByText('Lähti klo 14.00. Nea saa tiedon laitteelleen.')).toBeTruthy();
  });

  test('is not offered on another day', async () => {
    await open('2026-11-23T10:00:00.000Z');
    await screen.findByText('Huomenna klo 15.00');
    expect(screen.queryByRole('button', { name: 'Olen myöhässä' })).toBeNull();
  });

  test('a text message names nobody and nothing', () => expect(smsOf('+358 40 123', 'Hei, a & b')).toBe('sms:+35840123?body=Hei%2C%20a%20%26%20b'));
});

describe('not coming today', () => {
  test('goes at once on the day itself, hours before too, for people are on their way; the fee’s rule stands there before one decides', async () => {
    const { server } = await open(morning);
    await screen.findByText('Se on ok. Syytä ei tarvitse kertoa.');
    click('En pääse tänään');
    expect(await screen.findByText('Tieto lähtee heti.')).toBeTruthy();
    expect(screen.getByText('Palkkiosta on sovittu näin. Palkkio maksetaan silti.')).toBeTruthy();
    expect(screen.getByText(/^Oma vointisi on tärkeämpi kuin tilaisuus/)).toBeTruthy();
    click('Kerro, että en pääse');
    const said = await screen.findByText('Sinun ei tarvitse tehdä muuta.');
    expect(said.closest('.notice')?.className).toContain('ok');
    expect(await screen.findByText('Lähti klo 12.00. Nea saa tiedon laitteelleen.')).toBeTruthy();
    expect(screen.getByText('Palkkiosta on sovittu näin. Palkkio maksetaan silti.')).toBeTruthy();
    await waitFor(() => expect(server.get('invitation/i')).toMatchObject({ state: 'declined' }));
  });

  test('where no rule of the fee was written, does not leave somebody ill to find out', async () => {
    const { ifStopped: _none, ...older } = today;
    await openApp({ rows: [older as Row, coming()], path: '/k/s/2', time: morning });
    await screen.findByText('Tänään klo 15.00');
    click('En pääse tänään');
    expect(await screen.findByText('Tähän ei ole kirjattu, mitä palkkiolle silloin tapahtuu. Sinun ei tarvitse selvittää sitä nyt. Voit kysyä myöhemmin.')).toBeTruthy();
  });

  test('near the start counts at once; the number stays, and there is no false way back', async () => {
    const { server } = await open(near);
    await screen.findByText('Tänään klo 15.00');
    click('En pääse tänään');
    expect(await screen.findByText('Tieto lähtee heti.')).toBeTruthy();
    click('Kerro, että en pääse');
    expect(await screen.findByText('Lähti klo 14.00. Nea saa tiedon laitteelleen.')).toBeTruthy();
    expect(server.get('invitation/i')).toMatchObject({ state: 'declined' });
    expect(callLink()).toBeTruthy();
    expect(screen.getByText(/^Jos pääsetkin sittenkin, soita\./)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Pääsenkin sittenkin' })).toBeNull();
  });

  test('without a network says so first, and afterwards that it has not gone', async () => {
    const app = await open(near);
    await screen.findByText('Tänään klo 15.00');
    app.env.online = false;
    await app.sync();
    click('En pääse tänään');
    expect(await screen.findByText(/^Yhteyttä ei ole nyt\. Jos kerrot tässä/)).toBeTruthy();
    click('Kerro, että en pääse');
    const waits = (await screen.findByText(/^Tämä ei ole vielä lähtenyt, koska yhteyttä ei ole\./)).closest('.notice');
    expect(waits?.className).toContain('wait');
    // First on the page, and the call stands in it; nothing says that all is done.
    expect(document.querySelector('main .notice')).toBe(waits);
    expect(waits?.contains(callLink())).toBe(true);
    expect(document.body.textContent).not.toMatch(/Sinun ei tarvitse tehdä muuta|Kerroit, että et pääse/);
    expect(document.querySelector('.notice.ok')).toBeNull();
    expect(textLink()).toBe('sms:0401234567?body=Hei%2C%20en%20p%C3%A4%C3%A4sek%C3%A4%C3%A4n.');
    // Nothing has left the phone: it can still be as if it had not been said.
    click('Pääsenkin sittenkin');
    await screen.findByText('Tänään klo 15.00');
    app.env.online = true;
    await app.sync();
    expect(app.server.get('invitation/i')).toMatchObject({ state: 'accepted' });
    expect([app.expert.engine.pending.value, app.expert.engine.refused.value]).toEqual([[], []]);
    expect(app.server.get('invitation/i')).toMatchObject({ state: 'accepted' });
  });

  test('what was said without a network turns green once the server has answered, and not before', async () => {
    const app = await open(near);
    await screen.findByText('Tänään klo 15.00');
    app.env.online = false;
    await app.sync();
    click('En pääse tänään');
    fireEvent.click(await screen.findByRole('button', { name: 'Kerro, että en pääse' }));
    await screen.findByText(/^Tämä ei ole vielä lähtenyt/);
    app.env.online = true;
    await app.sync();
    expect((await screen.findByText('Sinun ei tarvitse tehdä muuta.')).closest('.notice')?.className).toContain('ok');
    expect(app.server.get('invitation/i')).toMatchObject({ state: 'declined' });
  });

  test('where no number is known, sends nobody to a telephone', async () => {
    const app = await openApp({ rows: [{ ...today, phone: '' } as Row, coming()], path: '/k/s/2', time: near });
    await screen.findByText('Tänään klo 15.00');
    app.env.online = false;
    await app.sync();
    click('En pääse tänään');
    await screen.findByText(/^Yhteyttä ei ole nyt/);
    expect(document.body.textContent).not.toMatch(/[Ss]oit(a|tamalla)/);
    click('Kerro, että en pääse');
    await screen.findByText(/^Tämä ei ole vielä lähtenyt/);
    expect(document.body.textContent).not.toMatch(/[Ss]oit(a|tamalla)/);
  });

  test('is nothing that has to be said: one can leave it', async () => {
    const { server } = await open(near);
    await screen.findByText('Tänään klo 15.00');
    click('En pääse tänään');
    click('En kerro vielä');
    expect(await screen.findByRole('button', { name: 'En pääse tänään' })).toBeTruthy();
    expect(server.get('invitation/i')).toMatchObject({ state: 'accepted' });
  });
});
