import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, test } from 'vitest';
import type { Session } from '../../src/domain/session.ts';
import { termsOf } from '../../src/domain/terms.ts';
import type { FeeOffer } from '../../src/domain/terms.ts';
import { languages, setLanguage, t } from '../../src/ui/words.ts';
import { answerAndSettle } from '../support/answers.ts';
import { openApp } from '../support/expert-app.tsx';
import { invitation, session } from '../support/rows.ts';
import { openProject } from '../support/staff-app.tsx';
import type { StaffProject } from '../support/staff-app.tsx';
import { sessionArgs } from '../support/world.ts';

let project: StaffProject | undefined;
afterEach(async () => {
  await setLanguage('fi');
  await project?.close();
  project = undefined;
});

type Fee = 'paid' | 'not-paid';
const byHour: FeeOffer = { rate: 'pirk-codev-hour', unit: 'hour', cents: 2000, includes: 'not-stated', payDay: null };
const texts = (selector: string) => [...document.querySelectorAll(selector)].map((one) => one.textContent ?? '');

/** The form of a cancellation, where Aino comes to such a session. */
async function openForm(more: Partial<Session>): Promise<StaffProject> {
  const opened = await openProject();
  project = opened;
  const engine = opened.desk.engine();
  const aino = await opened.young('Aino');
  await engine.commit('session/plan', sessionArgs('s', more));
  await engine.commit('invitation/send', { id: `s.${aino.id}`, session: 's', person: aino.id });
  await opened.desk.sync();
  await answerAndSettle(opened.server, aino, `s.${aino.id}`, 'accepted', more);
  await opened.desk.sync();
  return opened;
}

async function show({ desk }: StaffProject): Promise<void> {
  desk.show('/staff/sessions/s');
  await waitFor(() => expect(screen.queryByRole('button', { name: t('staff:session.cancel') })).not.toBeNull());
  fireEvent.click(screen.getByRole('button', { name: t('staff:session.cancel') }));
  await screen.findByRole('button', { name: t('staff:session.cancel-yes') });
}

/** What the phone of somebody shows who was coming. */
async function onThePhone(fee: Fee, offer: FeeOffer | null): Promise<void> {
  const planned = session({ fee: offer });
  const off = { ...planned, state: 'cancelled', cancelled: { at: '2026-11-22T09:00:00.000Z', fee } } as const;
  const at = '2026-11-20T08:00:00.000Z';
  await openApp({ rows: [off, invitation({ state: 'accepted', answered: at, agreed: { terms: termsOf(planned), at } })], path: '/k/s' });
  await waitFor(() => expect(texts('.notice p').length).toBe(2));
}

describe.each(languages)('what the coordinator is shown that the young people read (%s)', (lng) => {
  test.each<[Fee, string, FeeOffer | null]>([
    ['paid', 'for the occasion', session().fee], ['not-paid', 'for the occasion', session().fee], ['paid', 'by the hour', byHour], ['not-paid', 'none', null],
  ])('is what their phone shows: %s, a fee %s', async (fee, _unit, offer) => {
    const opened = await openForm({ fee: offer });
    await setLanguage(lng);
    await show(opened);
    const choice = screen.queryAllByRole('radio')[fee === 'paid' ? 0 : 1];
    if (choice) fireEvent.click(choice);
    const preview = texts('.card .written').filter((text) => text !== session().ifStopped);
    expect(preview.length).toBe(2);
    cleanup();
    await onThePhone(fee, offer);
    // The phone of the test begins in Finnish.
    await setLanguage(lng);
    await waitFor(() => expect(texts('.notice p')).toEqual(preview));
  });
});

describe('what was agreed about a cancellation', () => {
  test('stands beside the choice, so that it is not contradicted unknowingly', async () => {
    await show(await openForm({ ifStopped: 'Palkkio maksetaan kokonaan, jos tilaisuus perutaan.' }));
    expect(texts('.card .written')).toEqual(['Palkkio maksetaan kokonaan, jos tilaisuus perutaan.']);
    expect(screen.getByText(/^Näin on sovittu/)).toBeTruthy();
  });

  test('is what each of them agreed to, where the terms are others by now', async () => {
    const opened = await openForm({ ifStopped: 'Maksetaan kokonaan.' });
    await opened.desk.engine().commit('session/change', sessionArgs('s', { ifStopped: 'Ei makseta.', fee: byHour }));
    await show(opened);
    expect(texts('.card .written')).toEqual(['Maksetaan kokonaan.']);
    fireEvent.click(screen.getByLabelText(/^Palkkio maksetaan/));
    expect(texts('.card .written').at(-1)).toMatch(/^Saat palkkion silti: 40,00/);
  });

  test('is not spoken of where nothing was', async () => {
    await show(await openForm({ fee: null, ifStopped: '' }));
    expect(screen.queryByText(/^Näin on sovittu/)).toBeNull();
  });
});
