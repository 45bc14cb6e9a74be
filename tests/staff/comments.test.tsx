import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { commentFeeIdOf, commentIdOf, commentPurpose } from '../../src/domain/comment-facts.ts';
import { navigate } from '../../src/ui/router.tsx';
import { answerAndSettle } from '../support/answers.ts';
import { openDesk, openProject } from '../support/staff-app.tsx';
import type { StaffProject, Young } from '../support/staff-app.tsx';
import { sessionArgs } from '../support/world.ts';

let project: StaffProject;
let aino: Young;
let invitation: string;
const fee = { rate: 'pirk-comment', unit: 'occasion', cents: 2000, includes: 'not-stated', payDay: null } as const;
const planned = { comment: { plan: 'Luonnos oppaasta.', by: '2026-11-30', fee } };

beforeEach(async () => {
  project = await openProject();
  aino = await project.young('Aino');
  invitation = `s.${aino.id}`;
  await engine().commit('session/plan', sessionArgs('s', planned));
  await engine().commit('invitation/send', { id: invitation, session: 's', person: aino.id });
  await project.desk.sync();
  await answerAndSettle(project.server, aino, invitation, 'declined');
  await comments('Toinen luku on hyvä.');
});
afterEach(() => project.close());

const engine = () => project.desk.engine();

async function comments(text: string): Promise<void> {
  const sealed = await aino.sealer.seal([engine().me.by], commentPurpose(commentIdOf(invitation)), { text, at: '2026-11-22T09:00:00.000Z' });
  if (!sealed.ok) throw new Error(sealed.reason);
  expect(await aino.does('comment/send', { invitation, sealed: sealed.value })).toBe('ok');
  await project.desk.sync();
}
const row = () => screen.findByRole('link', { name: /^Aino kommentoi suunnitelmaa.*Lue$/ });

describe('a coordinator who came after a comment was sent', () => {
  test('asks its writer, reads it once they have said yes, and nobody else hears of it', async () => {
    const kaisa = await project.invite('coordinator', 'Kaisa');
    const theirs = await openDesk(project.server);
    await theirs.signIn(kaisa.secret);
    theirs.show('/staff/sessions/s');
    expect(await screen.findByText(/^Tämä on kirjoitettu ennen kuin tulit mukaan/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Pyydä, että saat lukea tämän' }));
    expect(await screen.findByText('Pyysit tätä. Aino päättää itse.')).toBeTruthy();
    await theirs.sync();
    await project.desk.sync();
    expect(engine().live.value.all('request')).toEqual([]);
    const seen = await aino.sees();
    const asked = [...seen.values()].find(({ kind }) => kind === 'request');
    expect(asked).toMatchObject({ by: kaisa.id, state: 'asked' });
    const sealed = await aino.sealer.seal([engine().me.by, kaisa.id], commentPurpose(commentIdOf(invitation)), { text: 'Toinen luku on hyvä.', at: '2026-11-22T09:00:00.000Z' });
    if (!sealed.ok) throw new Error(sealed.reason);
    const was = String(seen.get(`comment/${commentIdOf(invitation)}`)?.['sealed']).slice(0, 100);
    expect(await project.young('Veikka').then((other) => other.does('request/give', { request: asked?.id, was, sealed: sealed.value }))).toBe('not-found');
    expect(await aino.does('request/give', { request: asked?.id, was, sealed: sealed.value })).toBe('ok');
    await theirs.sync();
    expect(await screen.findByText('Toinen luku on hyvä.')).toBeTruthy();
    expect(screen.queryByText(/^Tämä on kirjoitettu ennen/)).toBeNull();
  });
});

describe('a comment on the plan by somebody who is not coming', () => {
  test('waits without its words, is opened on the session\'s page, and waits no longer', async () => {
    project.desk.show('/staff/waiting');
    const link = await row();
    expect(document.body.textContent).not.toContain('Toinen luku');
    fireEvent.click(link);
    expect(await screen.findByText('Toinen luku on hyvä.')).toBeTruthy();
    navigate('/staff/waiting');
    await waitFor(() => expect(screen.queryByRole('link', { name: /kommentoi/ })).toBeNull());
  });

  test('waits again when it was changed', async () => {
    project.desk.show('/staff/sessions/s');
    await screen.findByText('Toinen luku on hyvä.');
    await waitFor(() => expect(engine().drafts.get('seen:s')).toBeTruthy());
    navigate('/staff/waiting');
    project.server.passMinutes(5);
    await comments('Kolmas luku on parempi.');
    fireEvent.click(await row());
    expect(await screen.findByText('Kolmas luku on parempi.')).toBeTruthy();
  });

  test('is paid by itself: its fee is confirmed after the session, although the invitation came to nothing', async () => {
    project.desk.env.time = '2026-12-01T16:00:00.000Z';
    project.desk.env.runTimers();
    project.desk.show('/staff/sessions/s');
    const card = within(await screen.findByRole('region', { name: 'Aino: kommentti suunnitelmaan' }));
    fireEvent.click(card.getByRole('button', { name: 'Vahvista' }));
    await waitFor(() => expect(engine().live.value.get('fee', commentFeeIdOf(invitation))?.state).toBe('hours_confirmed'));
  });

  test('is paid although the session is cancelled without pay', async () => {
    await engine().commit('session/cancel', { id: 's', fee: 'not-paid' });
    project.desk.show('/staff/waiting');
    fireEvent.click(await screen.findByRole('link', { name: /^Vahvista tunnit/ }));
    expect(await screen.findByRole('region', { name: 'Aino: kommentti suunnitelmaan' })).toBeTruthy();
  });
});
