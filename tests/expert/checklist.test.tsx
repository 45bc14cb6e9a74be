import { fireEvent, screen, waitFor } from '@testing-library/preact';
import type { within } from '@testing-library/preact';
import { describe, expect, test } from 'vitest';
import { notePurpose, replyPurpose } from '../../src/domain/answer-facts.ts';
import type { Answer } from '../../src/domain/answer.ts';
import { answerIn, openItem } from '../support/checklist-rows.ts';
import { openApp } from '../support/expert-app.tsx';
import { invitation, session } from '../support/rows.ts';

const accepted = [session(), invitation({ state: 'accepted' })];

describe('the list', () => {
  test('shows what the adults have told, counts only what is to choose, and never a percentage', async () => {
    await openApp({ rows: [session({ filled: { w_papers: 'Tulevat torstaina' } }), invitation({ state: 'accepted' })], path: '/k/s/1' });
    expect(await screen.findByRole('heading', { name: 'Voit vielä valita 4 asiaa' })).toBeTruthy();
    expect(screen.getByText('Tulevat torstaina')).toBeTruthy();
    expect(screen.getAllByText('6 ammattilaista').length).toBeGreaterThan(0);
    expect(document.body.textContent).not.toContain('%');
    expect(screen.getByText('Lisää, jos haluat (8)')).toBeTruthy();
  });

  test('has the travelling adult only where the coordinator has filled it in', async () => {
    await openApp({ rows: accepted, path: '/k/s/1' });
    await screen.findByText(/^Mikään ei ole pakko/);
    expect(screen.queryByText(/Alle 18/)).toBeNull();
  });

  test('takes an answer, tells where it is, and takes it back when it is pressed again', async () => {
    const app = await openApp({ rows: accepted, path: '/k/s/1' });
    const { inside } = await openItem(/Keitä paikalla on/);
    fireEvent.click(inside.getByRole('button', { name: 'Ei tarvita' }));
    await waitFor(() => expect(answerIn(app, 'i.room')?.answer).toBe('skip'));
    expect(await inside.findByText('Lähetetty')).toBeTruthy();
    fireEvent.click(inside.getByRole('button', { name: 'Ei tarvita', pressed: true }));
    await waitFor(() => expect(answerIn(app, 'i.room')?.answer).toBe(null));
  });

  test('above a choice has one thing to press: that one wants to ask', async () => {
    const app = await openApp({ rows: accepted, path: '/k/s/1' });
    const { inside } = await openItem(/Taukomerkkini/);
    for (const name of ['Selvä', 'Ei tarvita']) expect(inside.queryByRole('button', { name })).toBeNull();
    fireEvent.click(inside.getByRole('button', { name: 'Haluan kysyä tästä' }));
    await waitFor(() => expect(answerIn(app, 'i.break')?.answer).toBe('ask'));
    expect(await screen.findByRole('heading', { name: 'Voit vielä valita 3 asiaa' })).toBeTruthy();
    // Nothing has moved away under the finger.
    expect(inside.getByRole('button', { name: 'Peru kysymys' })).toBeTruthy();
  });

  test('a question says who answers, and the answer comes into the same place', async () => {
    const app = await openApp({ rows: accepted, path: '/k/s/1' });
    const { row, inside } = await openItem(/Keitä paikalla on/);
    fireEvent.click(inside.getByRole('button', { name: 'Haluan kysyä tästä' }));
    expect(await inside.findByText('Kysyit. Nea vastaa tähän.')).toBeTruthy();
    await waitFor(() => expect(answerIn(app, 'i.room')?.answer).toBe('ask'));
    const asked = answerIn(app, 'i.room');
    const sealed = await app.nea.sealer.seal(['aino'], replyPurpose('i.room'), { text: 'Kaksi opettajaa ja rehtori.', at: app.env.now() });
    if (!asked || !sealed.ok) throw new Error('nothing to answer');
    app.server.set('answer/i.room', { ...asked, reply: { sealed: sealed.value, by: 'nea', at: '2026-11-22T11:00:00.000Z' } } as Answer);
    await app.sync();
    expect(await inside.findByText('Kaksi opettajaa ja rehtori.')).toBeTruthy();
    expect(row.textContent).toContain('Nea vastasi');
  });
});

describe('a question', () => {
  test('goes without words, and with words where one likes', async () => {
    const app = await openApp({ rows: accepted, path: '/k/s/1' });
    const { inside } = await openItem(/Keitä paikalla on/);
    fireEvent.click(inside.getByRole('button', { name: 'Haluan kysyä tästä' }));
    await waitFor(() => expect(answerIn(app, 'i.room')?.answer).toBe('ask'));
    expect(await inside.findByText('Nea tietää jo, että haluat kysyä. Voit myös kirjoittaa, mitä mietit.')).toBeTruthy();
    fireEvent.input(inside.getByLabelText('Kysymyksesi (ei pakko)'), { target: { value: 'Onko siellä opettajia?' } });
    fireEvent.click(await inside.findByRole('button', { name: 'Lähetä' }));
    await waitFor(() => expect(answerIn(app, 'i.room')).toMatchObject({ answer: 'ask', audience: 'coordinator' }));
    const opened = await app.nea.sealer.open(answerIn(app, 'i.room')?.note ?? '', notePurpose('i.room'), ['aino']);
    expect(opened).toMatchObject({ kind: 'opened', payload: { text: 'Onko siellä opettajia?' } });
  });
});

describe('own words', () => {
  const write = (inside: ReturnType<typeof within>, text: string) => fireEvent.input(inside.getByLabelText('Omin sanoin'), { target: { value: text } });

  test('are a draft as they are typed, and stay one until somebody is chosen to know them', async () => {
    const app = await openApp({ rows: accepted, path: '/k/s/1' });
    const { inside } = await openItem(/Aiheet, joista en halua/);
    write(inside, 'lapsuudenkoti');
    fireEvent.click(inside.getByRole('button', { name: 'Tallenna' }));
    expect(await inside.findByText('Valitse, kuka saa tietää tämän.')).toBeTruthy();
    expect(app.expert.engine.drafts.get('note:i.noask')).toEqual({ text: 'lapsuudenkoti', picked: [], audience: null });
    expect(answerIn(app, 'i.noask')).toBeUndefined();
  });

  test('kept for oneself are readable here and to nobody else', async () => {
    const app = await openApp({ rows: accepted, path: '/k/s/1' });
    const { inside } = await openItem(/Aiheet, joista en halua/);
    write(inside, 'lapsuudenkoti');
    fireEvent.click(inside.getByLabelText(/Vain minä/));
    fireEvent.click(inside.getByRole('button', { name: 'Tallenna' }));
    expect(await inside.findByText('lapsuudenkoti')).toBeTruthy();
    expect(await inside.findByText('Tallessa. Vain sinä voit lukea sen.')).toBeTruthy();
    expect(inside.queryByText(/Lähetetty/)).toBeNull();
    await waitFor(() => expect(app.server.has('note/i.noask')).toBe(true));
    // It is no part of the answer, which others see.
    expect(answerIn(app, 'i.noask')).toBeUndefined();
    const { sealed } = app.server.get('note/i.noask') as unknown as { sealed: string };
    expect(await app.nea.sealer.open(sealed, notePurpose('i.noask'), ['aino'])).toMatchObject({ kind: 'unreadable' });
    expect(JSON.stringify(app.env.requests)).not.toContain('lapsuudenkoti');
    expect(app.expert.engine.drafts.get('note:i.noask')).toBeUndefined();
  });

  test('for the coordinator open on her device', async () => {
    const app = await openApp({ rows: accepted, path: '/k/s/1' });
    const { row, inside } = await openItem(/Taukomerkkini/);
    fireEvent.click(inside.getByRole('button', { name: 'Kynä poikittain' }));
    fireEvent.click(inside.getByLabelText('Nea'));
    fireEvent.click(inside.getByRole('button', { name: 'Lähetä' }));
    expect(await inside.findByText('Nea saa tietää tämän.')).toBeTruthy();
    await waitFor(() => expect(row.textContent).toContain('Kynä poikittain'));
    await waitFor(() => expect(answerIn(app, 'i.break')?.audience).toBe('coordinator'));
    const opened = await app.nea.sealer.open(answerIn(app, 'i.break')?.note ?? '', notePurpose('i.break'), ['aino']);
    expect(opened).toMatchObject({ kind: 'opened', payload: { text: 'Kynä poikittain' } });
  });

  test('stay a draft, calmly, while the coordinator has no device to open them on', async () => {
    const app = await openApp({ rows: accepted, path: '/k/s/1', withoutCoordinatorDevice: true });
    const { inside } = await openItem(/Taukomerkkini/);
    write(inside, 'käyn vedessä');
    fireEvent.click(inside.getByLabelText('Nea'));
    fireEvent.click(inside.getByRole('button', { name: 'Lähetä' }));
    expect(await inside.findByText(/Nea ei ole vielä avannut Rastia/)).toBeTruthy();
    expect(app.expert.engine.drafts.get('note:i.break')).toEqual({ text: 'käyn vedessä', picked: [], audience: 'coordinator' });
    expect(app.expert.engine.pending.value).toEqual([]);
  });

  test('kept for oneself wait without being called sent', async () => {
    const app = await openApp({ rows: accepted, path: '/k/s/1' });
    const { inside } = await openItem(/Taukomerkkini/);
    app.env.online = false;
    write(inside, 'käyn vedessä');
    fireEvent.click(inside.getByLabelText(/Vain minä/));
    fireEvent.click(inside.getByRole('button', { name: 'Tallenna' }));
    expect(await inside.findByText('Tallessa tässä puhelimessa')).toBeTruthy();
    app.env.online = true;
    await app.sync();
    expect(await inside.findByText('Tallessa. Vain sinä voit lukea sen.')).toBeTruthy();
    expect(inside.queryByText(/Lähetetty/)).toBeNull();
  });

  test.each(['Ruoka ja allergiat', 'Juttelu tilaisuuden jälkeen'])('that somebody has to act on cannot be kept to oneself: %s', async (item) => {
    const app = await openApp({ rows: accepted, path: '/k/s/1' });
    const { inside } = await openItem(new RegExp(item));
    expect(inside.queryByLabelText(/Vain minä/)).toBeNull();
    expect(inside.getByText('Nea lukee tämän. Jonkun pitää järjestää asia.')).toBeTruthy();
    write(inside, 'ei pähkinää');
    fireEvent.click(await inside.findByRole('button', { name: 'Lähetä' }));
    await waitFor(() => expect([...app.server.values()].some((row) => row.kind === 'answer' && (row as Answer).audience === 'coordinator')).toBe(true));
  });

  test('are shown on the day, and the coordinator knows them only once the server has them', async () => {
    const app = await openApp({ rows: accepted, path: '/k/s/1' });
    const { inside } = await openItem(/Taukomerkkini/);
    app.env.online = false;
    write(inside, 'käyn vedessä');
    fireEvent.click(inside.getByLabelText('Nea'));
    fireEvent.click(inside.getByRole('button', { name: 'Lähetä' }));
    await inside.findByText(/^Tässä puhelimessa\. Lähtee/);
    // Nobody knows it yet, and nothing says so.
    expect(inside.queryByText('Nea saa tietää tämän.')).toBeNull();
    fireEvent.click(screen.getByRole('tab', { name: 'Paikalla' }));
    expect(await screen.findByText('käyn vedessä')).toBeTruthy();
    expect(await screen.findByText(/^Tässä puhelimessa\. Lähtee/)).toBeTruthy();
    expect(screen.queryByText('Nea voi lukea tämän.')).toBeNull();
    app.env.online = true;
    await app.sync();
    expect(await screen.findByText('Nea voi lukea tämän.')).toBeTruthy();
  });

  test('that another tab goes on typing outlive the sending of what was there before', async () => {
    const app = await openApp({ rows: accepted, path: '/k/s/1' });
    const { inside } = await openItem(/Taukomerkkini/);
    write(inside, 'käyn vedessä');
    const { engine } = app.expert;
    await engine.drafts.save('note:i.break', { text: 'käyn vedessä ja palaan', audience: null });
    await engine.commit('answer/write', { invitation: 'i', item: 'break', note: null, audience: 'me' }, { clearDraft: { key: 'note:i.break', value: { text: 'käyn vedessä', audience: null } } });
    await engine.drafts.reload();
    expect(engine.drafts.get('note:i.break')).toEqual({ text: 'käyn vedessä ja palaan', audience: null });
  });
});
