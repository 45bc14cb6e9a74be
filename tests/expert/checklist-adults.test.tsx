import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { describe, expect, test } from 'vitest';
import { notePurpose, replyPurpose } from '../../src/domain/answer-facts.ts';
import type { Answer } from '../../src/domain/answer.ts';
import { answerIn, openItem } from '../support/checklist-rows.ts';
import { openApp } from '../support/expert-app.tsx';
import { invitation, session } from '../support/rows.ts';

const yes = invitation({ state: 'accepted' });
const times = { starts: '2026-12-10T13:00:00.000Z', ends: '2026-12-10T15:00:00.000Z' };
const far = session(times);
const at = '2026-11-20T10:00:00.000Z';

async function adults() {
  const section = (await screen.findByText(/^Aikui(silla on|set ovat)/)).closest('details');
  if (!section) throw new Error('the adults have no part of their own');
  return within(section);
}

describe('the adults\' half', () => {
  test('stands apart with what they owe and by when, and has nothing to tick', async () => {
    await openApp({ rows: [far, yes], path: '/k/s/1' });
    const half = await adults();
    expect(half.getByText(/Sinun ei tarvitse tehdä näille mitään/)).toBeTruthy();
    const talk = half.getByRole('button', { name: /Juttelu kanssasi etukäteen/ });
    expect(talk.textContent).toContain('Tekemättä, viimeistään ma 7.12.');
    expect(half.queryByText(/myöhässä/)).toBeNull();
    fireEvent.click(talk);
    await half.findByRole('button', { name: 'Haluan kysyä tästä' });
    const names = half.getAllByRole('button').map((button) => button.textContent);
    expect(names.filter((name) => name === 'Haluan kysyä tästä')).toHaveLength(1);
    expect(names).not.toContain('Selvä');
    expect(names).not.toContain('Ei tarvita');
  });

  test('shows what was marked as done, and who is beside one by name', async () => {
    await openApp({ rows: [session({ ...times, done: { papers_plain: at } }), invitation({ state: 'accepted', done: { pre_talk: at }, support: 'Liisa' })], path: '/k/s/1' });
    const half = await adults();
    expect(half.getByRole('button', { name: /Paperit selkeällä kielellä/ }).textContent).toContain('Hoidettu');
    expect(half.getByRole('button', { name: /Juttelu kanssasi/ }).textContent).toContain('Hoidettu');
    expect(half.getByRole('button', { name: /Tukihenkilö/ }).textContent).toContain('LiisaHoidettu');
    expect(half.getByRole('button', { name: /Ruoan tilaaminen/ }).textContent).toContain('Tekemättä');
  });

  test('says calmly that what is late is not because of the young person, folded and without the colour of alarm', async () => {
    await openApp({ rows: [session(), yes], path: '/k/s/1' });
    const half = await adults();
    expect(half.getByRole('button', { name: /Juttelu kanssasi/ }).textContent).toContain('Tekemättä. Piti olla valmis la 21.11.');
    expect(half.getByText('Jotain on aikuisilta myöhässä. Se ei johdu sinusta.')).toBeTruthy();
    expect(screen.getByText(/^Aikuisilla on \d+ asiaa tekemättä$/).closest('details')?.open).toBe(false);
    // Undone work of others is no alarm for the young person.
    expect(document.querySelector('main .notice.wait, main details .wait')).toBeNull();
  });

  test('has the facts that are still empty three days before, and not a day earlier', async () => {
    const app = await openApp({ rows: [session(), yes], path: '/k/s/1' });
    const half = await adults();
    expect(half.getByRole('button', { name: /Kertomatta: Mistä voidaan päättää/ })).toBeTruthy();
    // The papers are a duty of their own, and nothing is missing twice.
    expect(half.queryByRole('button', { name: /Kertomatta: Asialista/ })).toBeNull();
    app.server.set('session/s', session({ filled: { w_power: 'Ryhmä päättää.' } }));
    await app.sync();
    await waitFor(() => expect(half.queryByRole('button', { name: /Kertomatta: Mistä/ })).toBeNull());
    app.server.set('session/s', far);
    await app.sync();
    await waitFor(() => expect(half.queryByRole('button', { name: /Kertomatta/ })).toBeNull());
  });

  test('takes a question on a duty, with words or without, and its answer comes back into the same row', async () => {
    const app = await openApp({ rows: [far, yes], path: '/k/s/1' });
    await adults();
    const { row, inside } = await openItem(/Tukihenkilö sinulle/);
    fireEvent.click(inside.getByRole('button', { name: 'Haluan kysyä tästä' }));
    expect(await inside.findByText('Kysyit. Nea vastaa tähän.')).toBeTruthy();
    await waitFor(() => expect(answerIn(app, 'i.d_support_named')?.answer).toBe('ask'));
    fireEvent.input(inside.getByLabelText(/^Kysymyksesi/), { target: { value: 'Voiko se olla Mari?' } });
    fireEvent.click(await inside.findByRole('button', { name: 'Lähetä' }));
    await waitFor(() => expect(answerIn(app, 'i.d_support_named')?.audience).toBe('coordinator'));
    const asked = answerIn(app, 'i.d_support_named');
    expect(await app.nea.sealer.open(asked?.note ?? '', notePurpose('i.d_support_named'), ['aino'])).toMatchObject({ kind: 'opened', payload: { text: 'Voiko se olla Mari?' } });
    const sealed = await app.nea.sealer.seal(['aino'], replyPurpose('i.d_support_named'), { text: 'Kyllä voi.', at: app.env.now() });
    if (!asked || !sealed.ok) throw new Error('nothing to answer');
    app.server.set('answer/i.d_support_named', { ...asked, reply: { sealed: sealed.value, by: 'nea', at: '2026-11-22T11:00:00.000Z' } } as Answer);
    await app.sync();
    expect(await inside.findByText('Kyllä voi.')).toBeTruthy();
    expect(row.textContent).toContain('Nea vastasi');
  });

  test('speaks of the host only to somebody who wants the host to know something', async () => {
    const app = await openApp({ rows: [far, yes], path: '/k/s/1' });
    const half = await adults();
    expect(half.queryByRole('button', { name: /juontajalle/ })).toBeNull();
    const note = await (await app.expert.sealer()).seal(['nea'], notePurpose('i.noask'), { text: 'Perhe', at, sentence: 'Älä kysy: perhe.' });
    if (!note.ok) throw new Error(note.reason);
    await app.expert.engine.commit('answer/write', { invitation: 'i', item: 'noask', note: note.value, audience: 'host' });
    expect(await half.findByRole('button', { name: /Lauseesi kertominen juontajalle/ })).toBeTruthy();
  });

  test('after the session only what comes after it is left', async () => {
    await openApp({ rows: [session({ starts: '2026-11-21T13:00:00.000Z', ends: '2026-11-21T15:00:00.000Z' }), yes], path: '/k/s/1' });
    const half = await adults();
    expect(half.getAllByRole('button')).toHaveLength(1);
    expect(half.getByRole('button', { name: /Yhteydenotto sinuun/ }).textContent).toContain('viimeistään ma 23.11.');
  });
});
