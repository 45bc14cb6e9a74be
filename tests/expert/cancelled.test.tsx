import { screen } from '@testing-library/preact';
import { describe, expect, test } from 'vitest';
import type { FeeOffer } from '../../src/domain/terms.ts';
import { termsOf } from '../../src/domain/terms.ts';
import { openApp } from '../support/expert-app.tsx';
import { invitation, session } from '../support/rows.ts';

// She said yes to one fee, the terms were changed, and the session was cancelled before she was asked again.
const offer = (cents: number): FeeOffer => ({ rate: 'r', unit: 'occasion', cents, includes: 'prep', payDay: null });

function cancelled(agreed: FeeOffer | null, now: FeeOffer | null): ReturnType<typeof openApp> {
  const yes = { terms: termsOf(session({ fee: agreed })), at: '2026-11-20T08:00:00.000Z' };
  const off = session({ fee: now, state: 'cancelled', cancelled: { at: '2026-11-21T08:00:00.000Z', fee: 'paid' } });
  return openApp({ rows: [off, invitation({ state: 'accepted', answered: yes.at, agreed: yes })], path: '/k/s' });
}

describe('a session that was cancelled after its fee was changed', () => {
  test('pays what was agreed, not what it is now', async () => {
    await cancelled(offer(4000), offer(2500));
    expect(await screen.findByText(/^Saat palkkion silti: 40,00/)).toBeTruthy();
    expect(document.body.textContent).not.toContain('25,00');
  });

  test('pays what was agreed also where it has no fee any more', async () => {
    await cancelled(offer(4000), null);
    expect(await screen.findByText(/^Saat palkkion silti: 40,00/)).toBeTruthy();
    expect(screen.queryByText('Tästä ei makseta palkkiota.')).toBeNull();
  });

  test('promises no fee that was never agreed', async () => {
    await cancelled(null, offer(4000));
    expect((await screen.findAllByText('Tästä ei makseta palkkiota.')).length).toBeGreaterThan(0);
    expect(screen.queryByText(/^Saat palkkion silti/)).toBeNull();
  });
});
