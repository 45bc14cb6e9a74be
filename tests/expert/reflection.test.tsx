import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { describe, expect, test } from 'vitest';
import { reflectionSchema } from '../../src/crypto/message.ts';
import { reflectionPurpose } from '../../src/domain/reflection.ts';
import type { Reflection } from '../../src/domain/reflection.ts';
import { parse } from '../../src/domain/schema.ts';
import { openApp } from '../support/expert-app.tsx';
import type { ExpertApp } from '../support/expert-app.tsx';
import { session } from '../support/rows.ts';

const text = 'Olisin halunnut nähdä kysymykset etukäteen.';

const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }));
const choose = async (name: string | RegExp) => fireEvent.click(await screen.findByLabelText(name));
const write = async (question: string, value: string) => fireEvent.input(await screen.findByLabelText(question), { target: { value } });
const sentIn = (app: ExpertApp): Reflection[] => [...app.server.values()].filter((row): row is Reflection => row.kind === 'reflection');

/** Writes an answer to the first prompt and comes to "where does this go?". */
async function writeAndStop(): Promise<void> {
  await choose('Hyvin');
  await press('Seuraava');
  await write('Mikä jäi mieleen?', text);
  await press('Riittää tältä erää');
  await screen.findByText('Minne tämä menee?');
}

async function sendToNea(): Promise<void> {
  await writeAndStop();
  await choose(/Nea, luettavaksi/);
  await press('Jatka');
  await press('Lähetä');
}

async function openCopy(app: ExpertApp) {
  const [row] = sentIn(app);
  const opened = await app.nea.sealer.open(row?.sealed ?? '', reflectionPurpose(row?.id ?? ''), ['aino']);
  return opened.kind === 'opened' ? parse(reflectionSchema, opened.payload) : opened;
}

describe('own thoughts', () => {
  test('are saved as they are typed, survive a new start, and are known to nobody else', async () => {
    const app = await openApp({ rows: [session({ id: 's' })], path: '/o/s' });
    await choose('Raskaasti');
    await press('Seuraava');
    await write('Mikä jäi mieleen?', text);
    await app.expert.engine.drafts.reload();
    await app.sync();
    expect(app.expert.engine.drafts.get('reflection:s')).toMatchObject({ how: 'heavy', answers: { stayed: text }, kept: false });
    expect(JSON.stringify(app.env.requests)).not.toContain('Olisin');
    expect(sentIn(app)).toEqual([]);
  });

  test('go one question at a time, and every one can be passed by', async () => {
    await openApp({ path: '/o/free-1' });
    await press('Ohita');
    expect(await screen.findByLabelText('Mikä jäi mieleen?')).toBeTruthy();
    await press('Ohita');
    expect(await screen.findByLabelText('Jäikö jotain sanomatta?')).toBeTruthy();
    await press('Ohita');
    await press('Ohita');
    expect(await screen.findByText('Mitä tarvitset nyt?')).toBeTruthy();
    await press('Ohita');
    expect(await screen.findByText('Minne tämä menee?')).toBeTruthy();
  });

  test('lead back to the question before', async () => {
    await openApp({ path: '/o/free-13' });
    expect(screen.queryByRole('button', { name: 'Edellinen kysymys' })).toBeNull();
    await press('Ohita');
    await write('Mikä jäi mieleen?', text);
    await press('Riittää tältä erää');
    await press('Edellinen kysymys');
    expect(await screen.findByText('Mitä tarvitset nyt?')).toBeTruthy();
    await press('Edellinen kysymys');
    await press('Edellinen kysymys');
    await press('Edellinen kysymys');
    expect((await screen.findByLabelText<HTMLTextAreaElement>('Mikä jäi mieleen?')).value).toBe(text);
  });

  test('that were heavy bring one calm offer, and nothing else happens', async () => {
    const app = await openApp({ contact: {}, path: '/o/free-2' });
    await choose('Hyvin');
    expect(screen.queryByText(/Haluatko jutella/)).toBeNull();
    await choose('Jokin tuntui pahalta');
    expect(await screen.findByText(/Haluatko jutella jonkun kanssa/)).toBeTruthy();
    expect(screen.getByRole('link', { name: /^Soita numeroon 040.*\(Mari/ }).getAttribute('href')).toBe('tel:0401234567');
    expect(app.expert.engine.pending.value).toEqual([]);
  });

  test('begun with one tap at home go on here', async () => {
    const app = await openApp({ path: '/o' });
    await app.expert.engine.drafts.save('reflection:s', { how: 'both' });
    fireEvent.click(await screen.findByText('Luonnos. Vain tässä puhelimessa.'));
    expect((await screen.findByLabelText<HTMLInputElement>('Vähän kumpaakin')).checked).toBe(true);
  });

  test('that are kept stay on this phone', async () => {
    const app = await openApp({ path: '/o/free-3' });
    await writeAndStop();
    await press('Jatka');
    expect(await screen.findByText('Vain sinulla')).toBeTruthy();
    await app.sync();
    expect(sentIn(app)).toEqual([]);
  });

  test('can be deleted from this phone, after being told that they will not come back', async () => {
    const app = await openApp({ path: '/o/free-4' });
    await app.expert.engine.drafts.save('reflection:free-4', { kept: true, answers: { stayed: text, unsaid: '', hope: '' } });
    fireEvent.click(await screen.findByRole('button', { name: 'Riittää tältä erää' }));
    await press('Jatka');
    fireEvent.click(await screen.findByText('Vain sinulla'));
    await press('Poista tästä puhelimesta');
    expect(await screen.findByText(/Poistettua ei saa takaisin/)).toBeTruthy();
    await press('Poista');
    await waitFor(() => expect(app.expert.engine.drafts.get('reflection:free-4')).toBeUndefined());
  });
});

describe('a copy to the coordinator', () => {
  test('goes only after it was said what sending means, sealed, and without how it went', async () => {
    const app = await openApp({ rows: [session({ id: 's' })], path: '/o/s' });
    await writeAndStop();
    await choose(/Nea, luettavaksi/);
    await press('Jatka');
    expect(await screen.findByText(/Siitä ei kerrota muille, ellet sinä hyväksy sanoja/)).toBeTruthy();
    expect(screen.getByText(/Voit perua ja poistaa tämän milloin vain/)).toBeTruthy();
    expect(screen.getByText(/jos joku on vaarassa/)).toBeTruthy();
    expect(sentIn(app)).toEqual([]);
    await press('Lähetä');
    expect(await screen.findByText('Lähetetty 12.00. Lukijana Nea.')).toBeTruthy();
    expect(sentIn(app)[0]).toMatchObject({ session: 's', route: 'read', state: 'sent' });
    expect(await openCopy(app)).toEqual({ ok: true, value: { text, at: '2026-11-22T10:00:00.000Z' } });
    expect(JSON.stringify(app.env.requests)).not.toContain('Olisin');
    expect(screen.getByText(text)).toBeTruthy();
  });

  test('is shown before it goes: what goes along, what stays, and that a call is wished for', async () => {
    const app = await openApp({ path: '/o/free-12' });
    await app.expert.engine.drafts.save('reflection:free-12', { how: 'heavy', answers: { stayed: text, unsaid: '', hope: '' }, needs: ['call'], phone: '040 765 4321' });
    await press('Riittää tältä erää');
    await choose(/Nea, luettavaksi/);
    expect(screen.getByText('Luetaan. Ei kerrota muille, paitsi jos joku on vaarassa.')).toBeTruthy();
    await press('Jatka');
    expect(await screen.findByRole('heading', { name: 'Lähetetäänkö tämä?' })).toBeTruthy();
    const stays = screen.getByRole('heading', { name: 'Tämä jää vain tähän puhelimeen' });
    const isBefore = (node: Element) => (node.compareDocumentPosition(stays) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
    expect(isBefore(screen.getByText(text))).toBe(true);
    expect(isBefore(screen.getByText('Että Nea soittaa'))).toBe(true);
    expect(isBefore(screen.getByText('040 765 4321'))).toBe(true);
    expect(isBefore(screen.getByText('Raskaasti'))).toBe(false);
    expect(screen.getByText(/Mukana menee toive, että sinulle soitetaan/)).toBeTruthy();
    await press('Lähetä');
    expect(await screen.findByRole('heading', { name: 'Tämä menee mukaan' })).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'Tämä on vain tässä puhelimessa' })).toBeTruthy();
    await waitFor(() => expect(sentIn(app)).toHaveLength(1));
    expect(await openCopy(app)).toMatchObject({ value: { text, needs: ['call', 'tel:040 765 4321'] } });
    expect(JSON.stringify(app.env.requests)).not.toContain('765 4321');
  });

  test('carries how it went only where that was ticked', async () => {
    const app = await openApp({ path: '/o/free-5' });
    await writeAndStop();
    await choose(/Nea\. Sovitte/);
    await choose('se, miten meni');
    await press('Jatka');
    await press('Lähetä');
    await screen.findByText(/Lähetetty/);
    expect(await openCopy(app)).toMatchObject({ value: { text, how: 'well' } });
    expect(sentIn(app)[0]).toMatchObject({ session: null, route: 'agree' });
  });

  test('made offline is "on this phone" until the server has it, and says when it was read', async () => {
    const app = await openApp({ path: '/o/free-6' });
    app.env.online = false;
    await sendToNea();
    expect(await screen.findByText('Tässä puhelimessa. Lähtee, kun netti palaa ja sovellus on auki.')).toBeTruthy();
    app.env.online = true;
    await app.sync();
    expect(await screen.findByText(/Lähetetty/)).toBeTruthy();
    const [row] = sentIn(app);
    if (!row) throw new Error('nothing was sent');
    const seen: Reflection = { ...row, state: 'seen', seen: '2026-11-22T12:31:00.000Z' };
    app.server.set(`reflection/${row.id}`, seen);
    await app.sync();
    expect(await screen.findByText('Nea on lukenut 14.31')).toBeTruthy();
  });

  test('can be taken back: its content is gone, the original stays, and a new one can be sent', async () => {
    const app = await openApp({ path: '/o/free-7' });
    await sendToNea();
    await screen.findByText(/Lähetetty/);
    await press('Peru ja poista');
    expect(await screen.findByText(/Peruit tämän\. Lähetetty kopio on poistettu/)).toBeTruthy();
    expect(sentIn(app)[0]).toMatchObject({ state: 'withdrawn', sealed: null });
    expect(screen.getByText(text)).toBeTruthy();
    await press('Minne tämä menee?');
    await choose(/Nea, luettavaksi/);
    await press('Jatka');
    await press('Lähetä');
    expect(await screen.findByText(/Lähetetty/)).toBeTruthy();
    expect(sentIn(app).map(({ state }) => state).sort()).toEqual(['sent', 'withdrawn']);
  });

  test('is not sent by an impatient second press', async () => {
    const app = await openApp({ path: '/o/free-8' });
    await writeAndStop();
    await choose(/Nea, luettavaksi/);
    await press('Jatka');
    const button = await screen.findByRole('button', { name: 'Lähetä' });
    fireEvent.click(button);
    fireEvent.click(button);
    await screen.findByText(/Lähetetty/);
    expect(sentIn(app)).toHaveLength(1);
  });

  test('waits as one’s own while the coordinator has not opened the app', async () => {
    const app = await openApp({ path: '/o/free-9', withoutCoordinatorDevice: true });
    await sendToNea();
    expect(await screen.findByText('Nea ei ole vielä avannut Rastia. Tekstisi on tallessa tässä.')).toBeTruthy();
    expect(app.expert.engine.pending.value).toEqual([]);
    expect(app.expert.engine.drafts.get('reflection:free-9')).toMatchObject({ answers: { stayed: text }, copy: null });
  });

  test('with nothing in it is not sent', async () => {
    const app = await openApp({ path: '/o/free-10' });
    await press('Riittää tältä erää');
    await choose(/Nea, luettavaksi/);
    await press('Jatka');
    expect(screen.queryByRole('button', { name: 'Lähetä' })).toBeNull();
    expect(await screen.findByText(/Mukana ei ole vielä mitään/)).toBeTruthy();
    expect(sentIn(app)).toEqual([]);
  });
});
