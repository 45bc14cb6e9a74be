import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { describe, expect, test } from 'vitest';
import { openApp } from '../support/expert-app.tsx';
import { invitation, session } from '../support/rows.ts';

const open = [session(), invitation()];
const accepted = [session(), invitation({ state: 'accepted', answered: '2026-11-20T08:00:00.000Z' })];
const click = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));

describe('the calendar', () => {
  test('says calmly that it is empty', async () => {
    await openApp({ path: '/k' });
    expect(await screen.findByText('Ei kutsuja juuri nyt. Kun joku kutsuu, näet sen täällä.')).toBeTruthy();
    expect(screen.getByText('Täällä pysyvät pidetyt tilaisuudet ja niiden palkkiot.')).toBeTruthy();
    await waitFor(() => expect(document.title).toBe('Kalenteri · Rasti'));
  });

  test('has what is asked, what is coming and what has been', async () => {
    const past = session({ id: 's3', title: 'Vanha', starts: '2026-11-01T13:00:00.000Z', ends: '2026-11-01T15:00:00.000Z' });
    await openApp({
      path: '/k',
      rows: [...open, session({ id: 's2', title: 'Puheenvuoro' }), invitation({ id: 'i2', session: 's2', state: 'accepted' }), past, invitation({ id: 'i3', session: 's3', state: 'accepted' })],
    });
    const sections = (await screen.findAllByRole('heading', { level: 2 })).map((heading) => [heading.textContent, heading.parentElement]);
    expect(sections.map(([name]) => name)).toEqual(['Kutsut', 'Tulossa', 'Menneet']);
    expect(screen.getByText('Vastaa viimeistään su 22.11.')).toBeTruthy();
    expect(screen.getByText('Tampere · 4 valintaa')).toBeTruthy();
    expect(screen.getByRole('link', { name: /Vanha/ }).getAttribute('href')).toBe('/k/s3');
  });
});

describe('an invitation', () => {
  test('tells what is hoped, what it pays and what that includes, before it asks', async () => {
    await openApp({ rows: open, path: '/k/s' });
    expect(await screen.findByText('Luet luonnoksen.')).toBeTruthy();
    expect(screen.getByText(/40,00.€ ennen veroa/)).toBeTruthy();
    expect(screen.getByText('Sisältää valmistautumisen ja jälkijuttelun.')).toBeTruthy();
    expect(screen.getByText('Maksupäivä ti 15.12.')).toBeTruthy();
    expect(screen.getByText('Kieltäytyminen ei vaikuta tuleviin kutsuihin. Syytä ei kysytä.')).toBeTruthy();
  });

  test('that does not say what the fee includes, says that one may ask', async () => {
    const { fee } = session();
    await openApp({ rows: [session({ fee: fee && { ...fee, includes: 'not-stated', payDay: null } }), invitation()], path: '/k/s' });
    expect(await screen.findByText('Ei ole kerrottu, kuuluuko valmistautuminen palkkioon. Kysy.')).toBeTruthy();
    expect(screen.getByText('Maksupäivä ei ole vielä tiedossa.')).toBeTruthy();
  });

  test('accepted without a network is on this phone, and sent only after the server has answered', async () => {
    const { env, sync, server } = await openApp({ rows: open, path: '/k/s/1' });
    await screen.findByText('Luet luonnoksen.');
    env.online = false;
    click('Otan vastaan');
    expect(await screen.findByText('Otit kutsun vastaan.')).toBeTruthy();
    expect(await screen.findByText('Tässä puhelimessa. Lähtee, kun netti palaa ja sovellus on auki.')).toBeTruthy();
    expect(document.body.textContent).not.toContain('Lähetetty');
    expect(server.get('invitation/i')).toMatchObject({ state: 'open' });
    env.online = true;
    await sync();
    expect(await screen.findByText(/^Lähetetty su 22\.11\./)).toBeTruthy();
    expect(server.get('invitation/i')).toMatchObject({ state: 'accepted' });
  });

  test('declined without a reason can be accepted after all', async () => {
    const { server } = await openApp({ rows: open, path: '/k/s/1' });
    await screen.findByText('Luet luonnoksen.');
    click('En tällä kertaa');
    expect(await screen.findByText('Vastasit: en tällä kertaa. Se on ok.')).toBeTruthy();
    click('Tulen sittenkin');
    expect(await screen.findByText('Otit kutsun vastaan.')).toBeTruthy();
    await waitFor(() => expect(server.get('invitation/i')).toMatchObject({ state: 'accepted' }));
  });

  test('that has closed says so without blame', async () => {
    await openApp({ rows: open, path: '/k/s', time: '2026-11-23T10:00:00.000Z' });
    expect(await screen.findByText(/Tämä kutsu ehti sulkeutua. Se ei vaikuta tuleviin./)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Otan vastaan' })).toBeNull();
  });

  test('of somebody else, or unknown, is not here', async () => {
    await openApp({ rows: [session(), invitation({ person: 'leevi' })], path: '/k/s' });
    expect(await screen.findByText('Tätä ei löydy')).toBeTruthy();
  });
});

describe('a session', () => {
  test('has three parts that the arrow keys move through, as one step of the history', async () => {
    await openApp({ rows: accepted, path: '/k/s/1' });
    const tabs = within(await screen.findByRole('tablist'));
    expect(tabs.getAllByRole('tab').map((tab) => tab.textContent)).toEqual(['Ennen', 'Paikalla', 'Jälkeen']);
    const steps = history.length;
    fireEvent.keyDown(tabs.getByRole('tab', { name: 'Ennen' }), { key: 'ArrowRight' });
    await waitFor(() => expect(tabs.getByRole('tab', { name: 'Paikalla' }).getAttribute('aria-selected')).toBe('true'));
    expect(document.activeElement?.textContent).toBe('Paikalla');
    expect(location.pathname).toBe('/k/s/2');
    expect(history.length).toBe(steps);
  });

  test('opens on the part that fits the moment', async () => {
    await openApp({ rows: accepted, path: '/k/s', time: '2026-11-24T10:00:00.000Z' });
    expect((await screen.findByRole('tab', { selected: true })).textContent).toBe('Paikalla');
  });

  test('on the day tells where, who meets, and gives numbers to call; only a web address becomes a link', async () => {
    const here = session({ meets: 'Nea on ovella 14.45', phone: '040 123 4567', link: 'javascript:alert(1)', programme: [{ at: '15.20', what: 'Sinun puheenvuorosi' }] });
    await openApp({ rows: [here, invitation({ state: 'accepted' })], path: '/k/s/2' });
    expect(await screen.findByText('Nea on ovella 14.45')).toBeTruthy();
    expect(screen.getByText('Sinun puheenvuorosi')).toBeTruthy();
    expect(screen.getByRole('link', { name: /^Soita 040\s123\s4567$/ }).getAttribute('href')).toBe('tel:0401234567');
    expect(screen.queryByRole('link', { name: 'Avaa etäyhteys' })).toBeNull();
  });

  test('can be left on the same day; where that cannot be taken back, the page says so first', async () => {
    const { server } = await openApp({ rows: accepted, path: '/k/s/2', time: '2026-11-24T10:00:00.000Z' });
    await screen.findByText('Se on ok. Syytä ei tarvitse kertoa.');
    click('En pääse tänään');
    expect(await screen.findByText(/Nea saa tiedon, että et pääse/)).toBeTruthy();
    click('Kerro, että en pääse');
    await waitFor(() => expect(server.get('invitation/i')).toMatchObject({ state: 'declined' }));
    expect(await screen.findByText('Peruit tulosi. Se on ok.')).toBeTruthy();
  });

  test('afterwards leads to own thoughts and to the fee', async () => {
    const { server } = await openApp({ rows: open, path: '/k/s/3' });
    await screen.findByText('Luet luonnoksen.');
    click('Otan vastaan');
    expect((await screen.findByRole('link', { name: /Kirjoita ajatuksia/ })).getAttribute('href')).toBe('/o/s');
    expect(screen.getByRole('link', { name: /Palkkio: 40,00/ }).getAttribute('href')).toBe('/p/fee.i');
    await waitFor(() => expect(server.get('fee/fee.i')).toBeTruthy());
  });

  test('that was cancelled says that nothing needs to be done', async () => {
    await openApp({ rows: [session({ state: 'cancelled' }), invitation({ state: 'accepted' })], path: '/k/s/1' });
    expect(await screen.findByText('Tämä tilaisuus on peruttu. Sinun ei tarvitse tehdä mitään.')).toBeTruthy();
  });
});
