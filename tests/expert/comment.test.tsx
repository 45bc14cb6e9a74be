import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { commentPurpose } from '../../src/domain/comment-facts.ts';
import type { Comment } from '../../src/domain/comment.ts';
import type { Session } from '../../src/domain/session.ts';
import { noteKey } from '../../src/expert/draft-keys.ts';
import { openApp, refuse } from '../support/expert-app.tsx';
import { fillStore } from '../support/full-store.ts';
import { held, invitation, session } from '../support/rows.ts';

const key = noteKey('comment.i');
const fee: NonNullable<Session['fee']> = { rate: 'r', unit: 'occasion', cents: 2000, includes: 'not-stated', payDay: null };
const withPlan = (more: Partial<NonNullable<Session['comment']>> = {}) => session({ replyBy: null, comment: { plan: 'Opas tehdään keväällä.', by: '2026-11-23', fee: null, ...more } });
const declined = invitation({ state: 'declined', answered: '2026-11-21T08:00:00.000Z' });
const openDeclined = (more = {}, options: Partial<Parameters<typeof openApp>[0]> = {}) => openApp({ rows: [withPlan(more), declined], path: '/k/s', ...options });
const type = (value: string) => fireEvent.input(screen.getByRole('textbox', { name: 'Mitä ajattelet suunnitelmasta?' }), { target: { value } });
const click = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const shown = async (words: string | RegExp) => expect((await screen.findAllByText(words)).length).toBeGreaterThan(0);
const draftIs = (app: Awaited<ReturnType<typeof openApp>>, text: string) => waitFor(() => expect(app.expert.engine.drafts.get(key)).toEqual({ text }));

test('after a no the plan is there to comment on, until its day, and "no fee" is said', async () => {
  await openDeclined();
  await shown('Kommentoi suunnitelmaa');
  await shown('Opas tehdään keväällä.');
  await shown(/Aikaa on ma 23\.11\. asti\. Ei ole pakko\./);
  await shown('Tästä ei makseta palkkiota.');
});

test('its own fee is named where it has one', async () => {
  await openDeclined({ fee });
  await shown(/^20,00.€ ennen veroa/);
});

test('there is nothing to comment on before a no, or where the session takes no comments', async () => {
  await openApp({ rows: [withPlan(), invitation()], path: '/k/s' });
  await shown('Luet luonnoksen.');
  expect(screen.queryByText('Kommentoi suunnitelmaa')).toBeNull();
});

test('is sent sealed to the coordinators, who can open it; the server cannot', async () => {
  const app = await openDeclined({ fee });
  await shown('Kommentoi suunnitelmaa');
  type('Liian pitkä lomake.');
  await draftIs(app, 'Liian pitkä lomake.');
  click('Lähetä');
  await shown(/^Lähetetty su 22\.11\./);
  await shown('Liian pitkä lomake.');
  const row = app.server.get('comment/comment.i') as unknown as Comment;
  expect(JSON.stringify([...app.server.values()])).not.toContain('lomake');
  expect(await app.nea.sealer.open(row.sealed, commentPurpose(row.id), ['aino'])).toMatchObject({ kind: 'opened', payload: { text: 'Liian pitkä lomake.' } });
  expect(app.expert.engine.drafts.get(key)).toBeUndefined();
  expect(screen.getByRole('link', { name: 'Kommentin palkkio' }).getAttribute('href')).toBe('/p/fee.i.comment');
});

test('is on this phone while there is no network, and never "sent" before the server has answered', async () => {
  const app = await openDeclined();
  await shown('Kommentoi suunnitelmaa');
  app.env.online = false;
  type('Liian pitkä lomake.');
  await draftIs(app, 'Liian pitkä lomake.');
  click('Lähetä');
  await shown('Tässä puhelimessa. Lähtee, kun netti palaa ja sovellus on auki.');
  expect(app.server.has('comment/comment.i')).toBe(false);
});

test('can be changed until the last day, or left as it was', async () => {
  const app = await openDeclined();
  await shown('Kommentoi suunnitelmaa');
  type('Liian pitkä lomake.');
  await draftIs(app, 'Liian pitkä lomake.');
  click('Lähetä');
  await shown(/^Lähetetty/);
  fireEvent.click(await screen.findByRole('button', { name: 'Muuta' }));
  await waitFor(() => expect((screen.getByRole('textbox') as HTMLTextAreaElement).value).toBe('Liian pitkä lomake.'));
  click('Jätä ennalleen');
  await shown('Kommenttisi');
  Object.assign(app.expert.now, { value: '2026-11-24T08:00:00.000Z' });
  await shown('Kommentteja ei oteta enää vastaan. Se ei vaikuta tuleviin kutsuihin.');
  expect(screen.queryByRole('button', { name: 'Muuta' })).toBeNull();
  await shown('Liian pitkä lomake.');
});

test('with a no that is still held says that both are seen at once, and settles it', async () => {
  const app = await openApp({ rows: [withPlan(), invitation(), held('declined')], path: '/k/s' });
  await shown('Kun lähetät kommentin, myös vastauksesi näkyy heti, eikä sitä voi enää perua.');
  type('Hyvä näin.');
  await draftIs(app, 'Hyvä näin.');
  click('Lähetä');
  await waitFor(() => expect(app.server.get('invitation/i')).toMatchObject({ state: 'declined' }));
  expect(app.server.has('decision/decision.i')).toBe(false);
});

test('keeps its text where no coordinator has opened the app yet', async () => {
  const app = await openDeclined({}, { withoutCoordinatorDevice: true });
  await shown('Kommentoi suunnitelmaa');
  type('Hyvä näin.');
  await draftIs(app, 'Hyvä näin.');
  click('Lähetä');
  await shown(/^Nea ei ole vielä avannut Rastia/);
  expect(app.expert.engine.drafts.get(key)).toEqual({ text: 'Hyvä näin.' });
});

test('keeps its text on a full phone, and says so', async () => {
  const app = await openDeclined();
  await shown('Kommentoi suunnitelmaa');
  type('Hyvä näin.');
  await draftIs(app, 'Hyvä näin.');
  const asBefore = fillStore();
  click('Lähetä');
  await shown(/^Puhelimen muisti on täynnä/);
  expect(screen.getByDisplayValue('Hyvä näin.')).toBeTruthy();
  asBefore();
});

test('that was refused is safe in the list of waiting things, and can be taken up again there', async () => {
  const app = await openDeclined();
  await shown('Kommentoi suunnitelmaa');
  const asBefore = refuse(app, 'closed');
  type('Hyvä näin.');
  await draftIs(app, 'Hyvä näin.');
  click('Lähetä');
  fireEvent.click(await screen.findByRole('link', { name: 'Katso' }));
  expect(await screen.findByRole('heading', { name: 'Kommentti suunnitelmaan' })).toBeTruthy();
  await shown('Työryhmä, ti 24.11. klo 15.00');
  asBefore();
  click('Muokkaa');
  await waitFor(() => expect(location.pathname).toBe('/k/s'));
  await waitFor(() => expect(screen.getByDisplayValue('Hyvä näin.')).toBeTruthy());
  click('Lähetä');
  await waitFor(() => expect(app.server.has('comment/comment.i')).toBe(true));
  await waitFor(() => expect(app.expert.engine.refused.value).toEqual([]));
});

test('an empty one is not sent', async () => {
  const app = await openDeclined();
  await shown('Kommentoi suunnitelmaa');
  click('Lähetä');
  await shown('Kommentti on vielä tyhjä.');
  expect(app.expert.engine.pending.value).toEqual([]);
});
