import { fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { beforeEach, describe, expect, test } from 'vitest';
import { createLinkSecret, rideProof } from '../../src/crypto/link.ts';
import { RidePage } from '../../src/ride/RidePage.tsx';
import { languages, loadWords, setLanguage, t } from '../../src/ui/words.ts';
import { createFakeEnv, json } from '../support/fake-env.ts';
import type { FakeEnv } from '../support/fake-env.ts';

const ride = { name: 'Aino', from: 'Rivitie 3, B-ovi', leaves: '2026-11-24T11:10:00.000Z', back: '2026-11-24T16:10:00.000Z' };
const secret = createLinkSecret();
let env: FakeEnv;
let said: unknown[];

beforeEach(async () => {
  await setLanguage('fi');
  await loadWords('common', 'ride');
  env = createFakeEnv();
  said = [];
  env.answer = (path, init) => {
    if (path === '/api/rides/look') return json(ride);
    said.push(JSON.parse(String(init.body)));
    return json({});
  };
});

const refuse = (reason: string, status: number): void => void (env.answer = () => json({ reason }, status));
const open = (link: string | null = secret) => render(<RidePage env={env} secret={link} />);
const type = (name: string) => fireEvent.input(screen.getByLabelText('Nimesi'), { target: { value: name } });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const asked = () => screen.findByRole('button', { name: 'Lupaan kyydin' });
const text = () => document.body.textContent ?? '';

describe('the page of a ride', () => {
  test('asks who, from where, when, and back when', async () => {
    open();
    await asked();
    expect([...document.querySelectorAll('dd')].map((one) => one.textContent)).toEqual(['Aino', 'Rivitie 3, B-ovi', 'ti 24.11. klo 13.10', 'ti 24.11. klo 18.10']);
    expect(screen.getByRole('heading', { level: 1, name: 'Lupaatko kyydin?' })).toBeTruthy();
  });

  test('takes a promise with the adult\'s name, thanks, and shows the times once more to write down', async () => {
    open();
    await asked();
    press('Lupaan kyydin');
    expect(await screen.findByText('Kirjoita nimesi.')).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByLabelText('Nimesi'));
    expect(said).toEqual([]);
    type(' Pekka ');
    press('Lupaan kyydin');
    await waitFor(() => expect(document.querySelector('.notice.ok')?.textContent).toBe('Kiitos. Kyyti on luvattu.'));
    expect(said).toEqual([{ proof: await rideProof(secret), promise: true, adult: 'Pekka' }]);
    expect(text()).toContain('ti 24.11. klo 13.10');
    // The page moves the focus after it has drawn.
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1, name: 'Kyyti' })));
    expect(screen.queryByRole('button')).toBeNull();
  });

  test('says where to and whom to call after the yes, and again when the link is opened later', async () => {
    const more = { ...ride, promised: { to: 'Kirkkokatu 1', call: { name: 'Nea', phone: '+358 50 000 0000' } } };
    let isPromised = false;
    env.answer = (path) => {
      if (path === '/api/rides/look') return json(isPromised ? more : ride);
      isPromised = true;
      return json({});
    };
    const { unmount } = open();
    await asked();
    expect(text()).not.toContain('Kirkkokatu');
    type('Pekka');
    press('Lupaan kyydin');
    expect(await screen.findByText('Kirkkokatu 1')).toBeTruthy();
    const call = () => screen.getByRole('link', { name: /Nea/ }).getAttribute('href');
    expect(call()).toBe('tel:+358500000000');
    unmount();
    open();
    expect(await screen.findByText('Olet luvannut tämän kyydin.')).toBeTruthy();
    expect([call(), text().includes('Kirkkokatu 1')]).toEqual(['tel:+358500000000', true]);
  });

  test('says that the yes stands where the rest could not be fetched, and fetches it later', async () => {
    let looks = 0;
    env.answer = (path) => {
      if (path !== '/api/rides/look') return json({});
      looks += 1;
      if (looks === 2) throw new TypeError('no network');
      return json(looks === 1 ? ride : { ...ride, promised: { to: null, call: null } });
    };
    open();
    await asked();
    type('Pekka');
    press('Lupaan kyydin');
    expect(await screen.findByText(/^Kyyti on luvattu\. Paikka ja puhelinnumero eivät/)).toBeTruthy();
    press('Näytä ne');
    expect(await screen.findByText('Paikan kertoo Aino.')).toBeTruthy();
  });

  test('takes a no just as well, without a name, and keeps nothing on the page', async () => {
    open();
    await asked();
    press('En pääse');
    await waitFor(() => expect(document.querySelector('.notice.ok')?.textContent).toBe('Kiitos tiedosta. Kyyti hoidetaan toisin.'));
    expect(said).toMatchObject([{ promise: false, adult: '' }]);
    expect(text()).not.toContain('Rivitie');
  });

  test('without a network says that nothing was sent, and keeps the name', async () => {
    open();
    await asked();
    type('Pekka');
    env.online = false;
    press('Lupaan kyydin');
    expect(await screen.findByText(/^Ei yhteyttä\. Mitään ei lähtenyt\./)).toBeTruthy();
    expect(screen.getByLabelText('Nimesi')).toMatchObject({ value: 'Pekka' });
    env.online = true;
    press('Lupaan kyydin');
    await waitFor(() => expect(said).toMatchObject([{ adult: 'Pekka' }]));
  });

  test('that was opened without a network asks once there is one', async () => {
    env.online = false;
    open();
    fireEvent.click(await screen.findByRole('button', { name: 'Yritä uudelleen' }));
    env.online = true;
    press('Yritä uudelleen');
    expect(await asked()).toBeTruthy();
  });

  test('never sends the secret of the link', async () => {
    open();
    await asked();
    type('Pekka');
    press('Lupaan kyydin');
    await waitFor(() => expect(said).toHaveLength(1));
    expect(JSON.stringify(env.requests)).not.toContain(secret);
  });
});

describe('a link that no longer asks', () => {
  test.each([
    ['link-used', 410, 'Tähän on jo vastattu. Jos vastasit itse, se on perillä.'],
    ['link-expired', 410, 'Tämä linkki ei ole enää voimassa. Kysy uusi siltä, joka lähetti sen.'],
    ['link-unknown', 404, 'Linkki ei toimi. Tarkista, että se kopioitui kokonaan.'],
    ['busy', 429, 'Liian monta yritystä. Odota vartti ja kokeile uudelleen.'],
  ])('says so: %s', async (reason, status, words) => {
    refuse(reason, status);
    open();
    expect(await screen.findByText(words)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Lupaan kyydin' })).toBeNull();
  });

  test('and was answered meanwhile by somebody else is not taken for promised', async () => {
    open();
    await asked();
    type('Pekka');
    refuse('link-used', 410);
    press('Lupaan kyydin');
    expect(await screen.findByText(/^Tähän on jo vastattu\./)).toBeTruthy();
    expect(text()).not.toContain('Kyyti on luvattu');
  });

  test.each([[null], ['short'], [`${secret}x`]])('is not asked about where it was cut or is none: %s', async (link) => {
    open(link);
    expect(await screen.findByText(/^Linkki ei toimi\./)).toBeTruthy();
    expect(env.requests).toEqual([]);
  });
});

describe('whoever looks over the driver\'s shoulder', () => {
  // Stems of what it is for and of who asks, in all three languages.
  const telling = /rasti|tilaisuu|kokous|koulutu|lastensuojel|sijais|kokemus|nuor|hanke|palkkio|session|meeting|training|child|welfare|barnskydd|expert|erfaren|arvode|möte|fee\b/i;

  test.each(languages)('learns nothing of why from the page, its title or its address (%s)', async (language) => {
    await setLanguage(language);
    open();
    await screen.findByRole('button', { name: t('ride:yes') });
    expect([text(), document.title, document.documentElement.outerHTML].filter((one) => telling.test(one))).toEqual([]);
    expect(document.title).toBe(t('ride:title'));
  });
});
