import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { describe, expect, test } from 'vitest';
import { createEngine } from '../../src/client/engine.ts';
import { answerIdOf, notePurpose } from '../../src/domain/answer-facts.ts';
import type { Answer } from '../../src/domain/answer.ts';
import type { Row } from '../../src/domain/op.ts';
import { letFoodGo } from '../../src/expert/food-gone.ts';
import { expertTables } from '../../src/expert/tables.ts';
import { answerIn, openItem } from '../support/checklist-rows.ts';
import { openApp, refuse } from '../support/expert-app.tsx';
import type { ExpertApp } from '../support/expert-app.tsx';
import { invitation, session } from '../support/rows.ts';

const yes = invitation({ state: 'accepted' });
const before = (id: string, day: string): Row[] => [
  session({ id: `s-${id}`, starts: `${day}T13:00:00.000Z`, ends: `${day}T15:00:00.000Z`, state: 'held' }),
  invitation({ id, session: `s-${id}`, state: 'accepted' }),
];
const rows = [session(), yes, ...before('old', '2026-09-01'), ...before('older', '2026-08-01'), ...before('yesterday', '2026-11-21')];

/** Something that Aino wrote for another session. */
async function wrote(app: ExpertApp, invitationId: string, item: string, text: string, more: Partial<Answer> = {}): Promise<void> {
  const id = answerIdOf(invitationId, item);
  const note = await (await app.expert.sealer()).seal(['nea'], notePurpose(id), { text, at: '2026-09-01T10:00:00.000Z' });
  if (!note.ok) throw new Error(note.reason);
  const row: Answer = { kind: 'answer', id, project: 'p', invitation: invitationId, person: 'aino', item, answer: null, asked: null, note: note.value, audience: 'coordinator', reply: null, ...more };
  app.server.set(`answer/${id}`, row);
  await app.sync();
}

describe('what was chosen last time', () => {
  test('is offered as a start, the latest of all, and is nothing until it is pressed', async () => {
    const app = await openApp({ rows, path: '/k/s/1' });
    await wrote(app, 'older', 'break', 'Kynä poikittain');
    await wrote(app, 'old', 'break', 'Käyn vedessä');
    const { inside } = await openItem(/Taukomerkkini/);
    const offer = await inside.findByRole('button', { name: 'Sama kuin viimeksi: Käyn vedessä' });
    expect(app.expert.engine.drafts.get('note:i.break')).toBeUndefined();
    fireEvent.click(offer);
    await waitFor(() => expect(app.expert.engine.drafts.get('note:i.break')).toEqual({ text: 'Käyn vedessä', audience: 'coordinator' }));
    expect(inside.queryByRole('button', { name: /Sama kuin/ })).toBeNull();
    expect(answerIn(app, 'i.break')).toBeUndefined();
    fireEvent.click(inside.getByRole('button', { name: 'Lähetä' }));
    await waitFor(() => expect(answerIn(app, 'i.break')?.audience).toBe('coordinator'));
  });

  test('leaves it open who may know, where a host knew: it is another one now', async () => {
    const app = await openApp({ rows, path: '/k/s/1' });
    await wrote(app, 'old', 'noask', 'Perhe', { audience: 'host' });
    const { inside } = await openItem(/Aiheet, joista/);
    fireEvent.click(await inside.findByRole('button', { name: 'Sama kuin viimeksi: Perhe' }));
    await waitFor(() => expect(app.expert.engine.drafts.get('note:i.noask')).toEqual({ text: 'Perhe', audience: null }));
  });

  test('is no question of then, nothing that was erased, and no food of a session that is over', async () => {
    const app = await openApp({ rows: [...rows, ...before('week', '2026-11-15')], path: '/k/s/1' });
    await wrote(app, 'old', 'break', 'Mikä se on?', { answer: 'ask' });
    await wrote(app, 'old', 'food', 'x', { note: null, audience: 'me' });
    await wrote(app, 'week', 'food', 'Ei pähkinää');
    const food = await openItem(/Ruoka ja allergiat/);
    const signal = await openItem(/Taukomerkkini/);
    await waitFor(() => expect(signal.inside.getByLabelText('Omin sanoin')).toBeTruthy());
    await app.sync();
    expect(food.inside.queryByRole('button', { name: /Sama kuin/ })).toBeNull();
    expect(signal.inside.queryByRole('button', { name: /Sama kuin/ })).toBeNull();
  });
});

describe('what was told of food', () => {
  test('goes from the phone, too, a day after the session: what was typed and what was set aside', async () => {
    const app = await openApp({ rows: [session({ starts: '2026-11-22T08:00:00.000Z', ends: '2026-11-22T09:00:00.000Z' }), yes], path: '/' });
    const { engine } = app.expert;
    const stop = letFoodGo(engine, app.expert.now);
    await engine.drafts.save('note:i.food', { text: 'Ei pähkinää', audience: 'coordinator' });
    await engine.drafts.save('instead:note:i.food', ['x']);
    await engine.drafts.save('note:i.break', { text: 'Kynä poikittain', audience: null });
    const note = await (await app.expert.sealer()).seal(['nea'], notePurpose('i.food'), { text: 'Ei pähkinää', at: app.env.now() });
    if (!note.ok) throw new Error(note.reason);
    const takeBack = refuse(app, 'closed');
    await engine.commit('answer/write', { invitation: 'i', item: 'food', note: note.value, audience: 'coordinator' });
    await waitFor(() => expect(engine.refused.value).toHaveLength(1));
    takeBack();
    expect(engine.drafts.get('note:i.food')).toBeTruthy();
    Object.assign(app.expert.now, { value: '2026-11-23T09:00:01.000Z' });
    await waitFor(() => expect(engine.refused.value).toEqual([]));
    await waitFor(() => expect([...engine.drafts.all.value.keys()].filter((key) => key.includes('food'))).toEqual([]));
    expect(engine.drafts.get('note:i.break')).toBeTruthy();
    stop();
  });

  test('stays as it was typed while a start without a network has read only the newest rows, and goes once its invitation is known to be gone', async () => {
    const many = Array.from({ length: 300 }, (_, index) => before(`m${index}`, '2026-06-01')).flat();
    const app = await openApp({ rows: [session({ id: 'next', starts: '2026-11-29T13:00:00.000Z', ends: '2026-11-29T15:00:00.000Z' }), invitation({ id: 'first', session: 'next' }), ...many], path: '/' });
    const { me } = app.expert.engine;
    await app.expert.engine.drafts.save('note:first.food', { text: 'Ei pähkinää', audience: 'coordinator' });
    app.expert.engine.stop();
    app.env.online = false;
    const engine = await createEngine({ env: app.env, tables: () => Promise.resolve(expertTables), me });
    expect(engine.live.value.get('invitation', 'first')).toBeUndefined();
    const stop = letFoodGo(engine, app.expert.now);
    await engine.sync.now();
    await waitFor(() => expect(engine.live.value.get('invitation', 'first')).toBeTruthy());
    expect(engine.drafts.get('note:first.food')).toBeTruthy();
    app.server.delete('invitation/first');
    app.env.online = true;
    await engine.sync.now();
    await waitFor(() => expect(engine.drafts.get('note:first.food')).toBeUndefined());
    stop();
    engine.stop();
  });

  test('is not shown by a phone that has not heard yet that it was erased', async () => {
    const app = await openApp({ rows: [session({ starts: '2026-11-20T13:00:00.000Z', ends: '2026-11-20T15:00:00.000Z' }), yes], path: '/k/s/1' });
    await wrote(app, 'i', 'food', 'Ei pähkinää');
    await wrote(app, 'i', 'break', 'Kynä poikittain');
    await waitFor(() => expect(document.body.textContent).toContain('Kynä poikittain'));
    expect(document.body.textContent).not.toContain('Ei pähkinää');
  });
});

describe('the list', () => {
  test.each([
    ['cancelled', [session({ state: 'cancelled' }), yes]],
    ['declined', [session(), invitation({ state: 'declined' })]],
  ])('is not there for one that was %s', async (_name, some) => {
    await openApp({ rows: some, path: '/k/s/1' });
    await screen.findByRole('heading', { level: 1, name: 'Työryhmä' });
    expect(screen.queryByText(/Kaikkea ei tarvitse valita/)).toBeNull();
    expect(screen.queryByRole('heading', { name: 'Aikuisten tehtävät' })).toBeNull();
  });
});
