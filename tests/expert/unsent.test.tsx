import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { describe, expect, test } from 'vitest';
import { notePurpose } from '../../src/domain/answer-facts.ts';
import { navigate } from '../../src/ui/router.tsx';
import { answerIn, openItem } from '../support/checklist-rows.ts';
import { openApp } from '../support/expert-app.tsx';
import type { ExpertApp } from '../support/expert-app.tsx';
import { invitation, session } from '../support/rows.ts';

const accepted = [session(), invitation({ state: 'accepted', answered: '2026-11-20T08:00:00.000Z' })];
const allSent = /Kaikki tallessa ja lähetetty/;
const unfinished = 'Yksi asia on kesken. Sitä ei ole lähetetty.';
const open = (more: Parameters<typeof openApp>[0] = {}) => openApp({ rows: accepted, path: '/k/s/1', ...more });
const read = async (app: ExpertApp, id: string) => {
  const opened = await app.nea.sealer.open(answerIn(app, id)?.note ?? '', notePurpose(id), ['aino']);
  return opened.kind === 'opened' ? (opened.payload as { text: string }).text : undefined;
};

describe('a tap on what somebody acts on', () => {
  test('is the choice: it reaches the coordinator without another button', async () => {
    const app = await open();
    const { inside } = await openItem(/Ruoka ja allergiat/);
    fireEvent.click(inside.getByRole('button', { name: 'Ei pähkinää' }));
    await waitFor(async () => expect(await read(app, 'i.food')).toBe('Ei pähkinää'));
    expect(answerIn(app, 'i.food')?.audience).toBe('coordinator');
    expect(await inside.findByText('Lähetetty')).toBeTruthy();
    expect(app.expert.engine.drafts.get('note:i.food')).toBeUndefined();
  });

  test('takes two taps in a row both, in their order', async () => {
    const app = await open();
    const { inside } = await openItem(/Ruoka ja allergiat/);
    fireEvent.click(inside.getByRole('button', { name: 'Ei pähkinää' }));
    fireEvent.click(await inside.findByRole('button', { name: 'Kasvisruoka' }));
    await waitFor(async () => expect(await read(app, 'i.food')).toBe('Ei pähkinää, Kasvisruoka'));
  });

  test('can be undone, and then is as if it had not been made', async () => {
    const app = await open();
    const { inside } = await openItem(/Ruoka ja allergiat/);
    fireEvent.click(inside.getByRole('button', { name: 'Ei pähkinää' }));
    fireEvent.click(await inside.findByRole('button', { name: 'Peru valinta' }));
    await waitFor(() => expect(answerIn(app, 'i.food')?.note).toBeNull());
    await waitFor(() => expect(inside.getByRole('button', { name: 'Ei pähkinää' }).getAttribute('aria-pressed')).toBe('false'));
  });

  test('sends no words that are still being typed, and they are still there', async () => {
    const app = await open();
    const { inside } = await openItem(/Ruoka ja allergiat/);
    fireEvent.input(inside.getByLabelText('Omin sanoin'), { target: { value: 'enkä kala' } });
    fireEvent.click(await inside.findByRole('button', { name: 'Ei pähkinää' }));
    await waitFor(async () => expect(await read(app, 'i.food')).toBe('Ei pähkinää'));
    expect(inside.getByLabelText<HTMLTextAreaElement>('Omin sanoin').value).toBe('enkä kala');
    expect(app.expert.engine.drafts.get('note:i.food')).toMatchObject({ text: 'enkä kala' });
    fireEvent.click(inside.getByRole('button', { name: 'Lähetä' }));
    await waitFor(async () => expect(await read(app, 'i.food')).toBe('Ei pähkinää\nenkä kala'));
  });

  test('where only one can be meant, the other goes', async () => {
    const app = await open();
    const { inside } = await openItem(/Juttelu tilaisuuden jälkeen/);
    fireEvent.click(inside.getByRole('button', { name: 'Heti jälkeen' }));
    await waitFor(async () => expect(await read(app, 'i.after')).toBe('Heti jälkeen'));
    fireEvent.click(inside.getByRole('button', { name: 'Viestillä' }));
    await waitFor(async () => expect(await read(app, 'i.after')).toBe('Viestillä'));
  });

  test('that cannot be sent is told of by home and by the list until it is', async () => {
    const app = await open({ withoutCoordinatorDevice: true });
    const { inside } = await openItem(/Ruoka ja allergiat/);
    fireEvent.click(inside.getByRole('button', { name: 'Ei pähkinää' }));
    expect(await inside.findByText(/Nea ei ole vielä avannut Rastia/)).toBeTruthy();
    navigate('/');
    expect(await screen.findByRole('link', { name: unfinished })).toBeTruthy();
    expect(screen.queryByText(allSent)).toBeNull();
    app.server.set(`device/${app.nea.row.id}`, app.nea.row);
    await app.sync();
    navigate('/k/s/1');
    const again = await openItem(/Ruoka ja allergiat/);
    expect(again.inside.getByRole('button', { name: 'Ei pähkinää' }).getAttribute('aria-pressed')).toBe('true');
    fireEvent.click(again.inside.getByRole('button', { name: 'Lähetä' }));
    await waitFor(async () => expect(await read(app, 'i.food')).toBe('Ei pähkinää'));
    navigate('/');
    expect(await screen.findByRole('link', { name: allSent })).toBeTruthy();
  });
});

describe('what was begun and not sent', () => {
  test.each([
    ['a chip whose reader was not chosen', 'note:i.noask', { text: '', picked: ['Perhe'], audience: null }, 'Aiheet, joista en halua kysymyksiä'],
    ['words of an older phone', 'note:i.break', { text: 'käyn vedessä', audience: 'coordinator' }, 'Taukomerkkini'],
    ['a comment on the plan', 'note:comment.i', { text: 'Hyvä suunnitelma.' }, 'Kommentti suunnitelmaan'],
    ['a question', 'note:i.what', { text: 'Kuka lukee?', picked: [], audience: 'coordinator' }, 'Mistä tilaisuudessa on kyse'],
    ['something of an invitation that is here no longer', 'note:gone.need', { text: 'Hiljainen huone', picked: [], audience: 'coordinator' }, 'Mikä auttaa minua siellä'],
  ])('is told of by home and stands in the list, with its text behind a tap: %s', async (_name, key, draft, heading) => {
    const app = await open({ path: '/' });
    await screen.findByRole('link', { name: allSent });
    await app.expert.engine.drafts.save(key, draft);
    fireEvent.click(await screen.findByRole('link', { name: unfinished }));
    expect(await screen.findByRole('heading', { name: new RegExp(heading) })).toBeTruthy();
    expect(screen.queryByText('Mitään ei odota.')).toBeNull();
    expect(screen.queryByText(allSent)).toBeNull();
    const text = 'picked' in draft && draft.picked.length > 0 ? 'Perhe' : draft.text;
    expect(screen.queryByText(text)).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Näytä' }));
    expect(await screen.findByText(text)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Poista listalta' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Kyllä, poista' }));
    await waitFor(() => expect(app.expert.engine.drafts.get(key)).toBeUndefined());
    expect(await screen.findByText('Mitään ei odota.')).toBeTruthy();
  });

  test('is told of without a network, too', async () => {
    const app = await open({ path: '/' });
    await app.expert.engine.drafts.save('note:i.noask', { text: '', picked: ['Perhe'], audience: null });
    app.env.online = false;
    await app.sync();
    expect((await screen.findByRole('link', { name: /^Ei nettiä/ })).textContent).toContain(unfinished);
  });

  test('stands on the day’s page in the place of what was not chosen', async () => {
    const app = await open({ path: '/k/s/2', time: '2026-11-24T10:00:00.000Z' });
    await app.expert.engine.drafts.save('note:i.food', { text: '', picked: ['Ei pähkinää'], audience: 'coordinator' });
    expect(await screen.findByText(/Tässä on jotain, mitä ei ole lähetetty/)).toBeTruthy();
  });

  test('own thoughts are no unfinished thing, and nothing says that they were sent', async () => {
    const app = await open({ path: '/' });
    await screen.findByRole('link', { name: allSent });
    await app.expert.engine.drafts.save('reflection:s', { how: 'ok', kept: true });
    expect(await screen.findByRole('link', { name: 'Tallessa tässä puhelimessa' })).toBeTruthy();
    await app.expert.engine.drafts.save('reflection:s', { how: 'ok', kept: true, copy: 'c' });
    expect(await screen.findByRole('link', { name: allSent })).toBeTruthy();
  });

  test('opening a sent text to change it is nothing unfinished before it was changed', async () => {
    const app = await open();
    const { inside } = await openItem(/Taukomerkkini/);
    fireEvent.click(inside.getByRole('button', { name: 'Kynä poikittain' }));
    fireEvent.click(inside.getByLabelText('Nea'));
    fireEvent.click(inside.getByRole('button', { name: 'Lähetä' }));
    fireEvent.click(await inside.findByRole('button', { name: 'Muuta' }));
    expect(await inside.findByRole('button', { name: 'Kynä poikittain', pressed: true })).toBeTruthy();
    expect(app.expert.engine.drafts.get('note:i.break')).toBeUndefined();
    fireEvent.click(inside.getByRole('button', { name: 'Käyn vedessä' }));
    await waitFor(() => expect(app.expert.engine.drafts.get('note:i.break')).toBeDefined());
    fireEvent.click(inside.getByRole('button', { name: 'Jätä ennalleen' }));
    await waitFor(() => expect(app.expert.engine.drafts.get('note:i.break')).toBeUndefined());
    expect(await inside.findByRole('button', { name: 'Muuta' })).toBeTruthy();
  });
});
