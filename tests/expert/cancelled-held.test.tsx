import { screen } from '@testing-library/preact';
import { describe, expect, test } from 'vitest';
import { termsOf } from '../../src/domain/terms.ts';
import type { Decision } from '../../src/domain/decision.ts';
import type { Invitation } from '../../src/domain/invitation.ts';
import { openApp } from '../support/expert-app.tsx';
import { held, invitation, session } from '../support/rows.ts';

const fee = session().fee;
const cheaper = termsOf(session({ fee: fee && { ...fee, cents: 2500 } }));
const off = session({ state: 'cancelled', cancelled: { at: '2026-11-22T09:57:00.000Z', fee: 'paid' } });
const older: Partial<Invitation> = { state: 'accepted', answered: '2026-11-20T08:00:00.000Z', agreed: { terms: cheaper, at: '2026-11-20T08:00:00.000Z' } };

async function page(decision: Partial<Decision>, more: Partial<Invitation> = {}): Promise<string> {
  await openApp({ rows: [off, invitation(more), held('accepted', decision)], path: '/k/s' });
  await screen.findByText(/^Tämä tilaisuus on peruttu/);
  return document.body.textContent ?? '';
}

// What becomes of a held yes is decided in src/domain/settle-answer.ts: the phone promises nothing that does not come.
describe('a yes that was still held when the session was cancelled, and its fee is paid', () => {
  test('counts where it came first and was to the terms as they are', async () => {
    expect(await page({})).toMatch(/Saat palkkion silti: 40,00/);
  });

  test('promises nothing where it was to other terms, or came afterwards, or does not tell to what', async () => {
    for (const decision of [{ terms: cheaper }, { at: '2026-11-22T09:58:00.000Z' }, { terms: null }]) {
      expect(await page(decision)).not.toContain('Saat palkkion');
      document.body.replaceChildren();
    }
  });

  test('leaves the older yes as it was where it does not count, and takes its place where it does', async () => {
    expect(await page({ at: '2026-11-22T09:58:00.000Z' }, older)).toMatch(/Saat palkkion silti: 25,00/);
    document.body.replaceChildren();
    expect(await page({}, older)).toMatch(/Saat palkkion silti: 40,00/);
  });
});
