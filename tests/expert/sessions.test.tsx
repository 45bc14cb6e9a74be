import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { describe, expect, test } from 'vitest';
import { settleDecision } from '../../src/domain/decision.ts';
import type { Fee } from '../../src/domain/fee.ts';
import type { Row } from '../../src/domain/op.ts';
import { termsOf } from '../../src/domain/terms.ts';
import { openApp } from '../support/expert-app.tsx';
import { applyRule, invitation, session } from '../support/rows.ts';

const open = [session(), invitation()];
const accepted = [session(), invitation({ state: 'accepted', answered: '2026-11-20T08:00:00.000Z' })];
const plannedRow: Fee = {
  kind: 'fee', id: 'fee.i', project: 'p', person: 'aino', payee: 'Aino', session: 's', number: '2026-041', sessionDay: '2026-11-24', rate: 'r', unit: 'occasion',
  rateCents: 4000, includes: 'prep-and-after', minutes: null, travelCents: 0, state: 'planned', due: null, steps: [], stall: null,
};
const click = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));

describe('the calendar', () => {
  test('says calmly that it is empty', async () => {
    await openApp({ path: '/k' });
    expect(await screen.findByText('Ei kutsuja juuri nyt. Kun joku kutsuu, näet sen täällä.')).toBeTruthy();
    expect(screen.getByText('Täällä pysyvät pidetyt tilaisuudet ja niiden palkkiot.')).toBeTruthy();
    await waitFor(() => expect(document.title).toBe('Kalenteri, Rasti'));
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
    expect(screen.getByText('Tampere, 4 valintaa')).toBeTruthy();
    expect(screen.getByRole('link', { name: /Vanha/ }).getAttribute('href')).toBe('/k/s3');
  });
});

describe('the past', () => {
  const day = (index: number) => new Date(Date.parse('2026-11-01T13:00:00.000Z') - index * 86_400_000).toISOString();
  const past = Array.from({ length: 25 }, (_, index) => [
    session({ id: `s${index}`, title: `Tilaisuus ${index}`, starts: day(index), ends: day(index).replace('T13', 'T15') }), invitation({ id: `i${index}`, session: `s${index}`, state: 'accepted' }),
  ]).flat();

  test('shows the ten newest, and more when asked', async () => {
    await openApp({ rows: past, path: '/k' });
    expect(await screen.findAllByRole('link', { name: /Tilaisuus/ })).toHaveLength(10);
    expect(screen.getByRole('link', { name: /Tilaisuus 0$/ })).toBeTruthy();
    click('Näytä lisää');
    await waitFor(() => expect(screen.getAllByRole('link', { name: /Tilaisuus/ })).toHaveLength(20));
    click('Näytä lisää');
    await waitFor(() => expect(screen.getAllByRole('link', { name: /Tilaisuus/ })).toHaveLength(25));
    expect(screen.queryByRole('button', { name: 'Näytä lisää' })).toBeNull();
  });
});

describe('an invitation', () => {
  test('tells what is hoped, what it pays and what that includes, before it asks', async () => {
    await openApp({ rows: open, path: '/k/s' });
    expect(await screen.findByText('Luet luonnoksen.')).toBeTruthy();
    expect(screen.getByText(/^40,00.€ ennen veroa/)).toBeTruthy();
    expect(screen.getByText('Sisältää valmistautumisen ja jälkijuttelun.')).toBeTruthy();
    expect(screen.getByText('Maksupäivä ti 15.12.')).toBeTruthy();
    expect(screen.getByText('Sinun ei tarvitse kertoa syytä. Tämä ei vaikuta tuleviin kutsuihin.')).toBeTruthy();
  });

  test('that does not say what the fee includes, says that one may ask', async () => {
    const { fee } = session();
    await openApp({ rows: [session({ fee: fee && { ...fee, includes: 'not-stated', payDay: null } }), invitation()], path: '/k/s' });
    expect(await screen.findByText('Ei ole kerrottu, kuuluuko valmistautuminen palkkioon. Kysy.')).toBeTruthy();
    expect(screen.getByText('Maksupäivä ei ole vielä tiedossa.')).toBeTruthy();
  });

  test('declined without a reason can be accepted after all', async () => {
    const { server } = await openApp({ rows: open, path: '/k/s/1' });
    await screen.findByText('Luet luonnoksen.');
    click('En tällä kertaa');
    expect(await screen.findByText('Vastasit: en tällä kertaa. Se on ok.')).toBeTruthy();
    click('Tulen sittenkin');
    expect(await screen.findByText('Otit kutsun vastaan.')).toBeTruthy();
    await waitFor(() => expect(server.get('decision/decision.i')).toMatchObject({ state: 'held', answer: 'accepted' }));
  });

  test('that has closed says so without blame', async () => {
    await openApp({ rows: open, path: '/k/s', time: '2026-11-23T10:00:00.000Z' });
    expect(await screen.findByText(/Tämä kutsu ehti sulkeutua. Se ei vaikuta tuleviin./)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Tulen mukaan' })).toBeNull();
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

  test('afterwards leads to own thoughts, and to the fee once the yes has taken effect', async () => {
    const { server, sync } = await openApp({ rows: open, path: '/k/s/3' });
    await screen.findByText('Luet luonnoksen.');
    click('Tulen mukaan');
    expect((await screen.findByRole('link', { name: /Kirjoita ajatuksia/ })).getAttribute('href')).toBe('/o/s');
    expect(screen.getByText('Palkkio näkyy täällä, kun tieto on tullut.')).toBeTruthy();
    await waitFor(() => expect(server.has('decision/decision.i')).toBe(true));
    applyRule(server, settleDecision, { invitation: 'i' }, { at: '2026-11-22T10:11:00.000Z' });
    await sync();
    expect((await screen.findByRole('link', { name: /Palkkio: 40,00/ })).getAttribute('href')).toBe('/p/fee.i');
  });

  test('keeps what was agreed, with the day of the yes, and can be read without a network', async () => {
    const agreed = { terms: termsOf(session({ aim: 'Sanot, mitä ajattelet.' })), at: '2026-11-20T08:00:00.000Z' };
    const app = await openApp({ rows: [session({ aim: 'Sanot, mitä ajattelet.' }), invitation({ state: 'accepted', agreed })], path: '/k/s/1' });
    app.env.online = false;
    await app.sync();
    const agreement = (await screen.findByText('Mitä sovittiin')).closest('details')?.textContent;
    for (const words of ['Sanoit kyllä (perjantai 20. marraskuuta).', 'Sanot, mitä ajattelet.', 'Tampere', 'ti 24.11. klo 15.00–17.00']) expect(agreement).toContain(words);
    expect(screen.queryByText(/allekirjoit/i)).toBeNull();
  });

  describe('that was cancelled', () => {
    const off = (fee: 'paid' | 'not-paid', rows: readonly Row[] = []) =>
      openApp({ rows: [session({ state: 'cancelled', cancelled: { at: '2026-11-21T08:00:00.000Z', fee } }), invitation({ state: 'accepted' }), ...rows], path: '/k/s/1' });

    test('says that nothing needs to be done, and has no checklist and no way out', async () => {
      await off('not-paid');
      expect(await screen.findByText('Tämä tilaisuus on peruttu. Sinun ei tarvitse tehdä mitään.')).toBeTruthy();
      expect(screen.queryByRole('tablist')).toBeNull();
      expect(screen.queryByRole('button', { name: 'En pääsekään' })).toBeNull();
      expect(screen.queryByText('Taukomerkkini')).toBeNull();
    });

    test('says what becomes of the fee, and never that it is agreed', async () => {
      const app = await off('not-paid', [plannedRow]);
      expect(await screen.findByText('Palkkiota ei makseta, koska tilaisuutta ei ole.')).toBeTruthy();
      expect(document.body.textContent).not.toContain('Sovittu');
      expect(screen.queryByRole('link', { name: /^Palkkio:/ })).toBeNull();
      app.server.set('session/s', session({ state: 'cancelled', cancelled: { at: '2026-11-21T08:00:00.000Z', fee: 'paid' } }));
      await app.sync();
      expect(await screen.findByText(/^Saat palkkion silti: 40,00/)).toBeTruthy();
      expect(screen.getByText('Maksetaan, vaikka tilaisuus peruttiin')).toBeTruthy();
    });
  });
});
