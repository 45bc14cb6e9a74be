import { fireEvent, screen } from '@testing-library/preact';
import { describe, expect, test } from 'vitest';
import type { Row } from '../../src/domain/op.ts';
import { openApp } from '../support/expert-app.tsx';
import { held, invitation, session } from '../support/rows.ts';

const warning = 'Olet jo sanonut kyllä toiseen samaan aikaan.';
const other = session({ id: 'other', title: 'Paneeli', starts: '2026-11-24T14:30:00.000Z', ends: '2026-11-24T17:00:00.000Z' });
const yes = invitation({ id: 'j', session: 'other', state: 'accepted', answered: '2026-11-20T08:00:00.000Z' });
const open = (rows: readonly Row[], time = '2026-11-22T10:00:00.000Z') => openApp({ rows: [session(), invitation(), ...rows], path: '/k/s', time });

describe('two sessions at the same time', () => {
  test('are told before the yes, with the one that was agreed; the yes is taken all the same', async () => {
    const app = await open([other, yes]);
    expect(await screen.findByText(warning)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Paneeli' }).getAttribute('href')).toBe('/k/other');
    fireEvent.click(screen.getByRole('button', { name: 'Tulen mukaan' }));
    await screen.findByText(/Otit kutsun vastaan|Tulet mukaan/);
    await app.sync();
    expect(app.server.get('decision/decision.i')).toMatchObject({ answer: 'accepted' });
  });

  test('are told where the other yes is still held', async () => {
    await open([other, invitation({ id: 'j', session: 'other' }), held('accepted', { id: 'decision.j', invitation: 'j', session: 'other', terms: { ...held('accepted').terms!, starts: other.starts, ends: other.ends }, until: '2026-11-22T10:05:00.000Z' })]);
    expect(await screen.findByText(warning)).toBeTruthy();
  });

  test('are told where the other one has changed and is asked about again', async () => {
    const { terms } = held('accepted');
    await open([other, { ...yes, agreed: { terms, at: '2026-11-20T08:00:00.000Z' } } as Row]);
    expect(await screen.findByText(warning)).toBeTruthy();
  });

  test.each([
    ['was declined', { ...yes, state: 'declined' }, other],
    ['is only an invitation', { ...yes, state: 'open', answered: null }, other],
    ['was cancelled', yes, { ...other, state: 'cancelled' }],
    ['begins as this one ends', yes, { ...other, starts: '2026-11-24T15:00:00.000Z' }],
  ])('are none where the other %s', async (_name, theirs, another) => {
    await open([another as Row, theirs as Row]);
    await screen.findByRole('button', { name: 'Tulen mukaan' });
    expect(screen.queryByText(warning)).toBeNull();
  });
});
