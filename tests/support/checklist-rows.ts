import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import type { Answer } from '../../src/domain/answer.ts';
import type { ExpertApp } from './expert-app.tsx';

/** Opens one row of the checklist; the row, and what is inside it. */
export async function openItem(name: RegExp) {
  const row = await screen.findByRole('button', { name });
  fireEvent.click(row);
  await waitFor(() => expectExpanded(row));
  const inside = document.getElementById(row.getAttribute('aria-controls') ?? '');
  if (!inside) throw new Error('the row opens nothing');
  // What is in it is fetched when a row is opened for the first time.
  await waitFor(() => expectLoaded(inside));
  return { row, inside: within(inside) };
}

function expectLoaded(inside: HTMLElement): void {
  if (inside.querySelector('[aria-busy]')) throw new Error('the row is still being fetched');
}

function expectExpanded(row: HTMLElement): void {
  if (row.getAttribute('aria-expanded') !== 'true') throw new Error('the row is not open');
}

/** An answer as the server has it. */
export const answerIn = ({ server }: ExpertApp, id: string): Answer | undefined => {
  const row = server.get(`answer/${id}`);
  return row?.kind === 'answer' ? (row as Answer) : undefined;
};
