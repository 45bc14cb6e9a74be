import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { describe, expect, test } from 'vitest';
import { reflectionPurpose } from '../../src/domain/reflection.ts';
import type { Reflection } from '../../src/domain/reflection.ts';
import { openApp } from '../support/expert-app.tsx';

const text = 'Olisin halunnut nähdä kysymykset etukäteen.';
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));
const choose = async (name: string | RegExp) => fireEvent.click(await screen.findByLabelText(name));
const write = async (question: string, value: string) => fireEvent.input(await screen.findByLabelText(question), { target: { value } });

describe('a number to be called at', () => {
  test('is asked for where the call is wished for, and without it no wish goes along', async () => {
    const app = await openApp({ path: '/o/free-14' });
    await press('Ohita');
    await write('Mikä jäi mieleen?', text);
    await press('Seuraava');
    await press('Ohita');
    await press('Ohita');
    await choose('Lepoa');
    await choose('Että Nea soittaa');
    expect(await screen.findByText('Ilman numeroa toive soitosta ei lähde mukaan.')).toBeTruthy();
    await write('Numero, johon voi soittaa', '24.11.2026');
    expect(await screen.findByText('Tämä ei näytä puhelinnumerolta. Tarkista se.')).toBeTruthy();
    await press('Seuraava');
    await choose(/Nea, luettavaksi/);
    await choose('se, mitä tarvitset nyt');
    await press('Jatka');
    expect(await screen.findByText('Ilman numeroa toive soitosta ei lähde mukaan.')).toBeTruthy();
    expect(screen.queryByText(/Että Nea soittaa/)).toBeNull();
    expect(screen.queryByText(/Mukana menee toive/)).toBeNull();
    await press('Lähetä');
    const sent = await waitFor(() => {
      const row = [...app.server.values()].find((one): one is Reflection => one.kind === 'reflection');
      if (!row) throw new Error('nothing was sent');
      return row;
    });
    expect(await app.nea.sealer.open(sent.sealed ?? '', reflectionPurpose(sent.id), ['aino'])).toMatchObject({ payload: { text, needs: ['rest'] } });
  });
});
