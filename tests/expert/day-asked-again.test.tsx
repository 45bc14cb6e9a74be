import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { answerIdOf, notePurpose } from '../../src/domain/answer-facts.ts';
import { termsOf } from '../../src/domain/terms.ts';
import type { Answer } from '../../src/domain/answer.ts';
import { openApp } from '../support/expert-app.tsx';
import { invitation, session } from '../support/rows.ts';

const agreed = { terms: termsOf(session()), at: '2026-11-20T08:00:00.000Z' };
const coming = invitation({ state: 'accepted', answered: agreed.at, agreed, support: 'Sari' });
/** The train became a bus this morning. */
const changed = session({
  travel: 'Bussi', door: 'Sisäpihan puoli', meets: 'Nea on ovella', phone: '040 123 4567', quiet: 'Huone B12', programme: [{ at: '15.20', what: 'Sinun puheenvuorosi' }],
});
const open = (time: string) => openApp({ rows: [changed, coming], path: '/k/s', time });

test('asked again on the day itself, the question comes first, and below it is what one needs in the corridor', async () => {
  const app = await open('2026-11-24T09:00:00.000Z');
  const question = await screen.findByText('Muuttui: vastaa uudelleen');
  const door = await screen.findByText('Tampere, Sisäpihan puoli');
  expect(question.compareDocumentPosition(door) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Tulen mukaan' }).compareDocumentPosition(door) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  for (const words of ['Tänään klo 15.00', 'Nea on ovella', 'Tukenasi on Sari', 'Huone B12', 'Sinun puheenvuorosi', 'Merkkiä ei ole valittu. Tauon voi pitää silti.']) expect(screen.getByText(words)).toBeTruthy();
  expect(screen.getByRole('link', { name: /^Soita 040\s123\s4567$/ })).toBeTruthy();
  const id = answerIdOf('i', 'break');
  const note = await (await app.expert.sealer()).seal([], notePurpose(id), { text: 'Kynä poikittain', at: '2026-11-23T10:00:00.000Z' });
  if (!note.ok) throw new Error(note.reason);
  const sign: Answer = { kind: 'answer', id, project: 'p', invitation: 'i', person: 'aino', item: 'break', answer: null, asked: null, note: note.value, audience: 'me', reply: null };
  app.server.set(`answer/${id}`, sign);
  await app.sync();
  expect((await screen.findAllByText('Kynä poikittain')).length).toBeGreaterThan(0);
});

test('a yes to what changed leads to the day as it always is', async () => {
  await open('2026-11-24T09:00:00.000Z');
  await screen.findByText('Tampere, Sisäpihan puoli');
  fireEvent.click(screen.getByRole('button', { name: 'Tulen mukaan' }));
  expect(await screen.findByRole('button', { name: 'En pääse tänään' })).toBeTruthy();
  await waitFor(() => expect(screen.queryByText('Muuttui: vastaa uudelleen')).toBeNull());
});

test('on the days before, the question stands alone', async () => {
  await open('2026-11-22T10:00:00.000Z');
  await screen.findByText('Muuttui: vastaa uudelleen');
  await screen.findByText('Näin on nyt');
  expect(document.body.textContent).not.toContain('Sisäpihan puoli');
});
