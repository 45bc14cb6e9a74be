import { fireEvent, waitFor, within } from '@testing-library/preact';
import { describe, expect, test } from 'vitest';
import { messageSchema } from '../../src/crypto/message.ts';
import { notePurpose } from '../../src/domain/answer-facts.ts';
import { parse } from '../../src/domain/schema.ts';
import { answerIn, openItem } from '../support/checklist-rows.ts';
import { openApp } from '../support/expert-app.tsx';
import type { ExpertApp } from '../support/expert-app.tsx';
import { invitation, session } from '../support/rows.ts';

const yes = invitation({ state: 'accepted' });
const panel = session({ type: 'panel_hybrid' });
const sentenceField = 'Näin sanotaan juontajalle';
const open = (rows = [panel, yes]) => openApp({ rows, path: '/k/s/1' });
const sentenceIn = (inside: ReturnType<typeof within>) => (inside.getByLabelText(sentenceField) as HTMLTextAreaElement).value;

async function openedByNea(app: ExpertApp, id: string) {
  const opened = await app.nea.sealer.open(answerIn(app, id)?.note ?? '', notePurpose(id), ['aino']);
  const message = opened.kind === 'opened' ? parse(messageSchema, opened.payload) : undefined;
  return message?.ok ? message.value : undefined;
}

/** Chooses two topics and lets the host know. */
async function chooseTopics() {
  const { row, inside } = await openItem(/Aiheet, joista en halua/);
  fireEvent.click(inside.getByRole('button', { name: 'Perhe' }));
  fireEvent.click(await inside.findByRole('button', { name: 'Sijoituspaikka' }));
  fireEvent.click(inside.getByLabelText('Nea ja juontaja'));
  await inside.findByLabelText(sentenceField);
  return { row, inside };
}

describe('what the host is told', () => {
  test('is shown word for word, made of the topics that were chosen, and follows them', async () => {
    const app = await open();
    const { inside } = await chooseTopics();
    expect(sentenceIn(inside)).toBe('Älä kysy: perhe, sijoituspaikka.');
    expect(inside.getByText('Ei muuta.')).toBeTruthy();
    fireEvent.click(inside.getByRole('button', { name: 'Perhe' }));
    await waitFor(() => expect(sentenceIn(inside)).toBe('Älä kysy: sijoituspaikka.'));
    expect(app.expert.engine.drafts.get('note:i.noask')).toEqual({ text: '', picked: ['Sijoituspaikka'], audience: 'host' });
  });

  test('can be put in one\'s own words, which stay as they are, and the offer can be had back', async () => {
    await open();
    const { inside } = await chooseTopics();
    fireEvent.input(inside.getByLabelText(sentenceField), { target: { value: 'Kysy vain työstä.' } });
    fireEvent.click(inside.getByRole('button', { name: 'Koulu' }));
    await waitFor(() => expect(inside.getByRole('button', { name: 'Koulu' }).getAttribute('aria-pressed')).toBe('true'));
    expect(sentenceIn(inside)).toBe('Kysy vain työstä.');
    fireEvent.click(inside.getByRole('button', { name: /^Vaihda ehdotukseen: ”Älä kysy: perhe, sijoituspaikka, koulu\.”/ }));
    await waitFor(() => expect(sentenceIn(inside)).toBe('Älä kysy: perhe, sijoituspaikka, koulu.'));
  });

  test('goes in the envelope to the coordinator, and the server holds none of it', async () => {
    const app = await open();
    const { inside } = await chooseTopics();
    fireEvent.click(inside.getByRole('button', { name: 'Lähetä' }));
    await waitFor(() => expect(answerIn(app, 'i.noask')?.audience).toBe('host'));
    expect(await openedByNea(app, 'i.noask')).toMatchObject({ text: 'Perhe, Sijoituspaikka', sentence: 'Älä kysy: perhe, sijoituspaikka.' });
    expect(await inside.findByText('”Älä kysy: perhe, sijoituspaikka.” Ei muuta.')).toBeTruthy();
    expect(inside.getByText('Tätä ei ole vielä kerrottu juontajalle.')).toBeTruthy();
    expect(inside.getByText('Voit muuttaa tätä vielä tilaisuuden aamuna.')).toBeTruthy();
    const seen = JSON.stringify([...app.server.values(), ...app.env.requests]);
    for (const word of ['Perhe', 'perhe', 'Älä kysy']) expect(seen).not.toContain(word);
  });

  test('is changed and taken to the coordinator alone whenever one likes, and then carries no sentence', async () => {
    const app = await open();
    const { inside } = await chooseTopics();
    fireEvent.input(inside.getByLabelText(sentenceField), { target: { value: 'Kysy vain työstä.' } });
    fireEvent.click(inside.getByRole('button', { name: 'Lähetä' }));
    await waitFor(() => expect(answerIn(app, 'i.noask')?.audience).toBe('host'));
    await inside.findByText('”Kysy vain työstä.” Ei muuta.');
    fireEvent.click(inside.getByRole('button', { name: 'Muuta' }));
    await waitFor(() => expect(sentenceIn(inside)).toBe('Kysy vain työstä.'));
    fireEvent.click(inside.getByLabelText('Nea'));
    await waitFor(() => expect(inside.queryByLabelText(sentenceField)).toBeNull());
    fireEvent.click(inside.getByRole('button', { name: 'Lähetä' }));
    await waitFor(() => expect(answerIn(app, 'i.noask')?.audience).toBe('coordinator'));
    expect((await openedByNea(app, 'i.noask'))?.sentence).toBeUndefined();
  });

  test('says so once they were told, and no longer when it was changed afterwards', async () => {
    const app = await open();
    const { inside } = await chooseTopics();
    fireEvent.click(inside.getByRole('button', { name: 'Lähetä' }));
    await inside.findByText('Tätä ei ole vielä kerrottu juontajalle.');
    app.server.set('invitation/i', invitation({ state: 'accepted', done: { host_told: '2026-11-22T12:00:00.000Z' } }));
    await app.sync();
    expect(await inside.findByText('Tämä on kerrottu juontajalle.')).toBeTruthy();
    app.env.time = '2026-11-22T13:00:00.000Z';
    fireEvent.click(inside.getByRole('button', { name: 'Muuta' }));
    fireEvent.click(await inside.findByRole('button', { name: 'Lähetä' }));
    expect(await inside.findByText('Tätä ei ole vielä kerrottu juontajalle.')).toBeTruthy();
  });

  test('is never made of free words alone, and nothing goes without a sentence or with one that nobody can say', async () => {
    const app = await open();
    fireEvent.click(await screenMore());
    const { inside } = await openItem(/Mitä kerron ja mitä en/);
    fireEvent.input(inside.getByLabelText('Omin sanoin'), { target: { value: 'En kerro isästä' } });
    fireEvent.click(inside.getByLabelText('Nea ja juontaja'));
    await inside.findByLabelText(sentenceField);
    expect(sentenceIn(inside)).toBe('');
    fireEvent.click(inside.getByRole('button', { name: 'Lähetä' }));
    expect(await inside.findByText('Kirjoita lause, joka sanotaan juontajalle.')).toBeTruthy();
    fireEvent.input(inside.getByLabelText(sentenceField), { target: { value: 'x'.repeat(301) } });
    fireEvent.click(inside.getByRole('button', { name: 'Lähetä' }));
    expect(await inside.findByText(/Lause on liian pitkä/)).toBeTruthy();
    expect(answerIn(app, 'i.mine')).toBeUndefined();
  });

  test('has nobody to tell it to in a talk between two, and food is no boundary', async () => {
    await open([session({ type: 'pre_talk' }), yes]);
    fireEvent.click(await screenMore());
    const mine = await openItem(/Mitä kerron ja mitä en/);
    expect(mine.inside.getByLabelText('Nea')).toBeTruthy();
    expect(mine.inside.queryByLabelText(/ ja /)).toBeNull();
    const food = await openItem(/Ruoka ja allergiat/);
    expect(food.inside.getByText('Keittiölle menee lista ilman nimiä. Tieto poistuu tilaisuuden jälkeen.')).toBeTruthy();
    expect(food.inside.queryByLabelText(/ ja /)).toBeNull();
  });

  test('is a leader of the group where there is no host', async () => {
    await open([session(), yes]);
    const { inside } = await openItem(/Taukomerkkini/);
    expect(inside.getByLabelText('Nea ja juontaja')).toBeTruthy();
  });
});

async function screenMore(): Promise<HTMLElement> {
  return within(document.body).findByText(/^Lisää, jos haluat/);
}
