import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { describe, expect, test, vi } from 'vitest';
import { navigate } from '../../src/ui/router.tsx';
import { openApp } from '../support/expert-app.tsx';
import { closeAfterEach, comes, field, open, paired, press, typeCode } from '../support/paired-app.tsx';

// Two devices find each other in every test: what takes a second may take five where others work on the machine.
vi.setConfig({ testTimeout: 30_000 });
closeAfterEach();

describe('where nobody is paired', () => {
  test('it is said whom one could write to, and where to turn meanwhile', async () => {
    await open();
    expect(await screen.findByText(/^Täällä voit kirjoittaa yhteyshenkilölle/)).toBeTruthy();
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(screen.getAllByRole('link', { name: 'Apua' }).length).toBeGreaterThan(1);
  });

  test('what cannot be a code says what is missing, and stays in the field', async () => {
    await open();
    await press('Minulla on koodi');
    fireEvent.input(await screen.findByLabelText('Koodi, 16 merkkiä'), { target: { value: 'ABCD 123' } });
    expect(await screen.findByText('Vielä 9 merkkiä.')).toBeTruthy();
    await press('Jatka');
    expect(await screen.findByText(/^Tämä ei vielä ole koko koodi/)).toBeTruthy();
    const code = screen.getByLabelText<HTMLInputElement>('Koodi, 16 merkkiä');
    expect(code.value).toBe('ABCD 123');
    await waitFor(() => expect(document.activeElement).toBe(code));
  });

  test('messages that do not open say that nothing is lost, and can be tried again', async () => {
    await openApp({ path: '/v' });
    expect(await screen.findByText(/^Viestit eivät auenneet juuri nyt\. Mitään ei ole kadonnut/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Yritä uudelleen' })).toBeTruthy();
    navigate('/v/n');
    expect(await screen.findByText('Mitä tämä ei voi estää')).toBeTruthy();
  });
});

describe('pairing', () => {
  test('shows both the same nine digits, can be left and taken up, and ends in a conversation', async () => {
    const both = await open();
    await typeCode(both);
    const digits = both.contact.channel.state.value.pairing?.digits ?? '';
    expect(digits).toMatch(/^\d{3} \d{3} \d{3}$/);
    expect(screen.getByText(digits)).toBeTruthy();
    navigate('/');
    navigate('/v');
    await press('Ovat samat');
    expect(await screen.findByText('Odotetaan, että Mari sanoo samoin.')).toBeTruthy();
    expect(screen.queryByLabelText('Kirjoita')).toBeNull();
    await both.contact.channel.compare(true);
    await comes([both.aino, both.contact], () => expect(screen.getByText('Nyt voitte kirjoittaa, sinä ja Mari.')).toBeTruthy());
    expect(await field()).toBeTruthy();
    navigate('/');
    await screen.findByRole('heading', { name: /^Moi/ });
    navigate('/v');
    expect(await field()).toBeTruthy();
    await waitFor(() => expect(screen.queryByText(/^Nyt voitte kirjoittaa/)).toBeNull());
  });

  test('ends without a channel where the digits differ, and another code can be typed', async () => {
    const both = await open();
    await typeCode(both);
    await press('Eivät ole');
    expect(await screen.findByText(/^Numerot eivät olleet samat, joten yhteyttä ei tehty/)).toBeTruthy();
    expect(both.aino.channel.state.value.threads).toEqual([]);
    await press('Kirjoita koodi');
    expect(await screen.findByLabelText('Koodi, 16 merkkiä')).toBeTruthy();
  });

  test('lets the rest of the app know whom one can call, and nothing more', async () => {
    const { app } = await paired();
    await waitFor(() => expect(app.expert.engine.drafts.get('contact')).toMatchObject({ name: 'Mari Laine', phone: '040 123 4567', news: false, unsent: 0 }));
    navigate('/a');
    expect((await screen.findByText(/^Soita numeroon .*\(Mari/)).closest('a')?.getAttribute('href')).toBe('tel:0401234567');
  });

  test('of another phone of one’s own is done with a code that this one shows', async () => {
    await paired();
    navigate('/v/m');
    const devices = (await screen.findByText('Omat laitteesi')).parentElement ?? document.body;
    expect(within(devices).getByText('Tämä puhelin')).toBeTruthy();
    await press('Ota toinen puhelin käyttöön');
    expect(await screen.findByText(/^Avaa Rasti toisessa puhelimessa/)).toBeTruthy();
    expect(screen.getByText(/^[0-9A-Z]{4}( [0-9A-Z]{4}){3}$/)).toBeTruthy();
    await press('Lopeta tähän');
    expect(await screen.findByLabelText('Koodi, 16 merkkiä')).toBeTruthy();
  });
});
