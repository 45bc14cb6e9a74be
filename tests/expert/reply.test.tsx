import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { describe, expect, test } from 'vitest';
import { answerIdOf, notePurpose, replyPurpose } from '../../src/domain/answer-facts.ts';
import type { Answer } from '../../src/domain/answer.ts';
import { replySeenKey } from '../../src/expert/draft-keys.ts';
import { answerIn, openItem } from '../support/checklist-rows.ts';
import { openApp } from '../support/expert-app.tsx';
import type { ExpertApp } from '../support/expert-app.tsx';
import { belowTheScreen, scrollAllIntoView } from '../support/on-screen.ts';
import { invitation, session } from '../support/rows.ts';

const accepted = [session(), invitation({ state: 'accepted', answered: '2026-11-20T08:00:00.000Z' })];
const repliedAt = '2026-11-22T09:00:00.000Z';

async function reply(app: ExpertApp, item: string, text: string, more: Partial<Answer> = {}): Promise<void> {
  const id = answerIdOf('i', item);
  const sealed = await app.nea.sealer.seal(['aino'], replyPurpose(id), { text, at: repliedAt });
  if (!sealed.ok) throw new Error(sealed.reason);
  const before = answerIn(app, id);
  const row: Answer = { kind: 'answer', id, project: 'p', invitation: 'i', person: 'aino', item, answer: 'ask', asked: '2026-11-21T08:00:00.000Z', note: null, audience: 'me', ...before, reply: { sealed: sealed.value, by: 'nea', at: repliedAt }, ...more };
  app.server.set(`answer/${id}`, row);
  await app.sync();
}

describe('home’s link to an answer', () => {
  test.each(['room', 'break', 'leave', 'd_pre_talk'])('lands on the open row that has it (%s)', async (item) => {
    const app = await openApp({ rows: accepted });
    await reply(app, item, 'Kaksi opettajaa.');
    fireEvent.click(await screen.findByRole('link', { name: 'Kysymykseesi on vastattu' }));
    expect(await screen.findByText('Kaksi opettajaa.')).toBeTruthy();
    const expanded = [...document.querySelectorAll('[aria-expanded=true]')];
    expect(expanded).toHaveLength(1);
    expect(document.activeElement).toBe(expanded[0]);
    for (let at: Element | null | undefined = expanded[0]; at; at = at.parentElement) expect(at instanceof HTMLDetailsElement ? at.open : true).toBe(true);
  });

  test('stays until the answer has been on the screen, and not only on the page', async () => {
    const app = await openApp({ rows: accepted });
    await reply(app, 'room', 'Kaksi opettajaa.');
    belowTheScreen();
    fireEvent.click(await screen.findByRole('link', { name: 'Kysymykseesi on vastattu' }));
    await screen.findByText('Kaksi opettajaa.');
    fireEvent.click(screen.getByRole('link', { name: 'Etusivu' }));
    expect(await screen.findByRole('link', { name: 'Kysymykseesi on vastattu' })).toBeTruthy();
    fireEvent.click(screen.getByRole('link', { name: 'Kysymykseesi on vastattu' }));
    await screen.findByText('Kaksi opettajaa.');
    scrollAllIntoView();
    await waitFor(() => expect(app.expert.engine.drafts.get(replySeenKey('i.room'))).toBe(repliedAt));
  });

  test('a closed row’s answer is no seen one', async () => {
    const app = await openApp({ rows: accepted, path: '/k/s/1' });
    await reply(app, 'room', 'Kaksi opettajaa.');
    await screen.findByRole('button', { name: /Keitä paikalla on.*Nea vastasi/ });
    expect(app.expert.engine.drafts.get(replySeenKey('i.room'))).toBeUndefined();
    await openItem(/Keitä paikalla on/);
    await waitFor(() => expect(app.expert.engine.drafts.get(replySeenKey('i.room'))).toBe(repliedAt));
  });
});

describe('a question', () => {
  test('asked first has words first: nothing leaves before the button, and it may be empty', async () => {
    const app = await openApp({ rows: [session(), invitation()], path: '/k/s' });
    fireEvent.click(await screen.findByRole('button', { name: 'Kysyn ensin' }));
    expect(await screen.findByLabelText('Mitä haluat kysyä?')).toBeTruthy();
    expect(screen.getByText(/Voit lähettää tämän myös tyhjänä/)).toBeTruthy();
    expect(app.expert.engine.pending.value).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'Lähetä' }));
    await waitFor(() => expect(answerIn(app, 'i.what')).toMatchObject({ answer: 'ask', note: null }));
  });

  test('asked first can be undone, and its words are on the phone again', async () => {
    const app = await openApp({ rows: [session(), invitation()], path: '/k/s' });
    fireEvent.click(await screen.findByRole('button', { name: 'Kysyn ensin' }));
    fireEvent.input(await screen.findByLabelText('Mitä haluat kysyä?'), { target: { value: 'Kuka lukee oppaan?' } });
    fireEvent.click(screen.getByRole('button', { name: 'Lähetä' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Peru kysymys' }));
    await waitFor(() => expect(answerIn(app, 'i.what')).toMatchObject({ answer: null, note: null }));
    expect((await screen.findByLabelText<HTMLTextAreaElement>('Mitä haluat kysyä?')).value).toBe('Kuka lukee oppaan?');
  });

  test('that is asked back has a field to answer, and its reader sees all of it', async () => {
    const app = await openApp({ rows: [session(), invitation()], path: '/k/s' });
    fireEvent.click(await screen.findByRole('button', { name: 'Kysyn ensin' }));
    fireEvent.input(await screen.findByLabelText('Mitä haluat kysyä?'), { target: { value: 'Pääseekö bussilla?' } });
    fireEvent.click(screen.getByRole('button', { name: 'Lähetä' }));
    await waitFor(() => expect(answerIn(app, 'i.what')?.note).toBeTruthy());
    app.env.time = repliedAt;
    await reply(app, 'what', 'Mistä tulet?', { asked: '2026-11-21T08:00:00.000Z' });
    fireEvent.click(await screen.findByRole('button', { name: 'Vastaa tai kysy lisää' }));
    fireEvent.input(await screen.findByLabelText('Vastauksesi tai uusi kysymyksesi'), { target: { value: 'Lahdesta.' } });
    app.env.time = '2026-11-22T11:00:00.000Z';
    fireEvent.click(screen.getByRole('button', { name: 'Lähetä' }));
    await waitFor(() => expect(answerIn(app, 'i.what')?.asked).toBe('2026-11-22T11:00:00.000Z'));
    const opened = () => app.nea.sealer.open(answerIn(app, 'i.what')?.note ?? '', notePurpose('i.what'), ['aino']);
    await waitFor(async () => expect(await opened()).toMatchObject({ kind: 'opened', payload: { text: 'Pääseekö bussilla?\n\nLahdesta.' } }));
    // What she asked back is still there to be read.
    expect(await screen.findByText('Mistä tulet?')).toBeTruthy();
    expect(screen.getByText('Nea vastasi aiemmin')).toBeTruthy();
  });

  test('says that somebody answers it only once the server has it', async () => {
    const app = await openApp({ rows: accepted, path: '/k/s/1' });
    app.env.online = false;
    await app.sync();
    const { row, inside } = await openItem(/Keitä paikalla on/);
    fireEvent.click(inside.getByRole('button', { name: 'Haluan kysyä tästä' }));
    expect(await inside.findByText(/^Tässä puhelimessa\. Lähtee/)).toBeTruthy();
    expect(row.textContent).toContain('Ei vielä lähtenyt');
    expect(inside.queryByText(/Nea (vastaa tähän|tietää jo)/)).toBeNull();
    app.env.online = true;
    await app.sync();
    expect(await inside.findByText('Kysyit. Nea vastaa tähän.')).toBeTruthy();
  });
});
