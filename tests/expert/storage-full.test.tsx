import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, test } from 'vitest';
import type { Reflection } from '../../src/domain/reflection.ts';
import { navigate } from '../../src/ui/router.tsx';
import { openApp } from '../support/expert-app.tsx';
import { fillStore } from '../support/full-store.ts';
import { invitation, sealedShape, session } from '../support/rows.ts';

const accepted = [session(), invitation({ state: 'accepted' })];
const full = /muisti on täynnä, eikä uusi teksti mahdu/;

let makeRoom = () => {};
/** The phone is full from now on. */
const fill = () => {
  makeRoom = fillStore();
};
afterEach(() => makeRoom());

const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }));
const type = async (label: string, value: string) => fireEvent.input(await screen.findByLabelText(label), { target: { value } });
const stands = (label: string) => screen.getByLabelText<HTMLTextAreaElement>(label).value;

async function openItem(name: RegExp) {
  const row = await screen.findByRole('button', { name });
  fireEvent.click(row);
  await waitFor(() => expect(row.getAttribute('aria-expanded')).toBe('true'));
  return within(document.getElementById(row.getAttribute('aria-controls') ?? '') ?? document.body);
}

describe('on a full phone what was typed stays on the screen, and the screen says so:', () => {
  test('how it went, begun at home', async () => {
    await openApp({ rows: accepted, time: '2026-11-24T16:00:00.000Z' });
    fill();
    await press('Hyvin');
    expect(await screen.findByText(full)).toBeTruthy();
    expect((await screen.findByLabelText<HTMLInputElement>('Hyvin')).checked).toBe(true);
  });

  test('own thoughts while they are written', async () => {
    await openApp({ path: '/o/free' });
    await press('Seuraava');
    fill();
    await type('Mikä jäi mieleen?', 'Kysymykset');
    expect(await screen.findByText(full)).toBeTruthy();
    expect(stands('Mikä jäi mieleen?')).toBe('Kysymykset');
  });

  test('own thoughts when they are kept and when they are sent', async () => {
    const { expert } = await openApp({ path: '/o/free' });
    await press('Seuraava');
    await type('Mikä jäi mieleen?', 'Kysymykset');
    await press('Riittää tältä erää');
    fill();
    await press('Jatka');
    expect(await screen.findByText(full)).toBeTruthy();
    fireEvent.click(await screen.findByLabelText(/Nea, luettavaksi/));
    await press('Jatka');
    await press('Lähetä');
    expect(await screen.findByText(full)).toBeTruthy();
    expect(screen.getByText('Kysymykset')).toBeTruthy();
    expect(expert.engine.pending.value).toEqual([]);
  });

  test('own thoughts whose copy is taken back', async () => {
    const copy: Reflection = { kind: 'reflection', id: 'copy', project: 'p', person: 'aino', session: null, route: 'read', sealed: sealedShape(), state: 'sent', sent: '2026-11-22T09:00:00.000Z', seen: null };
    const app = await openApp({ rows: [copy] });
    await app.expert.engine.drafts.save('reflection:free', { answers: { stayed: 'Kysymykset' }, kept: true, copy: 'copy' });
    navigate('/o/free');
    await screen.findByText('Kysymykset');
    fill();
    await press('Peru ja poista');
    expect(await screen.findByText(full)).toBeTruthy();
    expect(app.expert.engine.pending.value).toEqual([]);
  });

  test('own words on the checklist while they are typed, and when they are saved', async () => {
    const { expert } = await openApp({ rows: accepted, path: '/k/s/1' });
    const inside = await openItem(/Aiheet, joista en halua/);
    fireEvent.input(inside.getByLabelText('Omin sanoin'), { target: { value: 'koti' } });
    fireEvent.click(inside.getByLabelText(/Vain minä/));
    fill();
    fireEvent.input(inside.getByLabelText('Omin sanoin'), { target: { value: 'kotiasiat' } });
    expect(await inside.findByText(full)).toBeTruthy();
    fireEvent.click(inside.getByRole('button', { name: 'Tallenna' }));
    await waitFor(() => expect(inside.getByText(full)).toBeTruthy());
    expect(inside.getByLabelText<HTMLTextAreaElement>('Omin sanoin').value).toBe('kotiasiat');
    expect(expert.engine.pending.value).toEqual([]);
  });

  test('a choice on the checklist', async () => {
    const { expert } = await openApp({ rows: accepted, path: '/k/s/1' });
    const inside = await openItem(/Keitä paikalla on/);
    fill();
    fireEvent.click(await inside.findByRole('button', { name: 'Selvä' }));
    expect(await inside.findByText(full)).toBeTruthy();
    expect(expert.engine.pending.value).toEqual([]);
  });

  test('an answer to an invitation', async () => {
    const { expert } = await openApp({ rows: [session(), invitation()], path: '/k/s' });
    await screen.findByText('Luet luonnoksen.');
    fill();
    await press('Tulen mukaan');
    expect(await screen.findByText(full)).toBeTruthy();
    expect(expert.engine.live.value.get('invitation', 'i')?.state).toBe('open');
  });

  test('a name', async () => {
    await openApp({ path: '/s/n' });
    await screen.findByLabelText('Millä nimellä sinua kutsutaan?');
    fill();
    await type('Millä nimellä sinua kutsutaan?', 'Ainu');
    await press('Tallenna nimi');
    expect(await screen.findByText(full)).toBeTruthy();
    expect(stands('Millä nimellä sinua kutsutaan?')).toBe('Ainu');
  });

  test('a text that is taken up from the list of waiting things', async () => {
    const app = await openApp({ rows: accepted, path: '/k/s/1' });
    const inside = await openItem(/Aiheet, joista en halua/);
    app.env.online = false;
    fireEvent.input(inside.getByLabelText('Omin sanoin'), { target: { value: 'kotiasiat' } });
    fireEvent.click(inside.getByLabelText(/Vain minä/));
    fireEvent.click(inside.getByRole('button', { name: 'Tallenna' }));
    await waitFor(() => expect(app.expert.engine.pending.value).toHaveLength(1));
    navigate('/w');
    fireEvent.click(await screen.findByRole('button', { name: 'Muokkaa' }));
    fill();
    await press('Ota luonnokseksi');
    expect(await screen.findByText(full)).toBeTruthy();
    expect(app.expert.engine.pending.value).toHaveLength(1);
  });
});
