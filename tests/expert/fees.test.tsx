import { fireEvent, screen, within } from '@testing-library/preact';
import { describe, expect, test } from 'vitest';
import { feeStates } from '../../src/domain/fee-facts.ts';
import type { Fee } from '../../src/domain/fee.ts';
import { feesView, timeline } from '../../src/expert/fees/view.ts';
import { openApp } from '../support/expert-app.tsx';
import { session } from '../support/rows.ts';

const fee = (more: Partial<Fee> = {}): Fee => ({
  kind: 'fee', id: 'fee.i', project: 'p', person: 'aino', payee: 'Aino', session: 's', number: '2026-041', sessionDay: '2026-11-12',
  rate: 'pirk-training', unit: 'occasion', rateCents: 5000, includes: 'prep-and-after', minutes: null, travelCents: 0, state: 'planned', due: '2026-11-30',
  steps: [{ state: 'planned', day: '2026-11-03' }], stall: null, ...more,
});
const talk = session({ id: 's', title: 'Puheenvuoro' });

describe('the list of fees', () => {
  test('puts late ones first, sums what is coming, and each year that was paid', async () => {
    const rows = [
      talk, fee({ id: 'f1', due: '2026-12-15' }),
      fee({ id: 'f2', sessionDay: '2026-11-20', due: '2026-11-21', state: 'approved', rateCents: 4000 }),
      fee({ id: 'f3', state: 'paid', steps: [{ state: 'paid', day: '2026-10-30' }], rateCents: 4000 }),
      fee({ id: 'f4', state: 'paid', steps: [{ state: 'paid', day: '2025-12-30' }], rateCents: 3000 }),
      fee({ id: 'f5', person: 'leevi' }),
    ];
    const { expert } = await openApp({ rows, path: '/p' });
    const view = feesView(expert.engine.live.value, 'aino', '2026-11-22T10:00:00.000Z');
    expect(view.coming.map((row) => row.fee.id)).toEqual(['f2', 'f1']);
    expect(view.comingCents).toBe(9000);
    expect(view.paid.map(({ year, cents }) => [year, cents])).toEqual([['2026', 4000], ['2025', 3000]]);
    expect(await screen.findByRole('heading', { name: /Tulossa/ })).toBeTruthy();
    const [first] = screen.getAllByRole('link', { name: /Puheenvuoro/ });
    expect(first?.textContent).toContain('Myöhässä');
    expect(screen.getByText('Summat ovat ennen veroa. Matkat eivät ole niissä mukana.')).toBeTruthy();
  });

  test('shows an hourly fee by the hour until the hours are known', async () => {
    await openApp({ rows: [talk, fee({ unit: 'hour', rateCents: 2000 })], path: '/p' });
    // The space before the euro sign does not break.
    expect((await screen.findByRole('link', { name: /Puheenvuoro/ })).textContent).toMatch(/20,00\s€ tunnilta/);
    expect(screen.getByText(/vähintään/)).toBeTruthy();
  });

  test('that is empty says when something will be there', async () => {
    await openApp({ path: '/p' });
    expect(await screen.findByText(/Ei palkkioita vielä/)).toBeTruthy();
  });

  test('explains what a fee may do to benefits, with the day it was checked and no sum', async () => {
    await openApp({ path: '/p' });
    const title = await screen.findByText('Vaikuttaako tämä tukiini?');
    fireEvent.click(title);
    const text = title.closest('details')?.textContent ?? '';
    expect(text).toContain('Tarkistettu 22.11.2026');
    expect(text).toContain('Me emme ole Kela');
    expect(text).not.toContain('€');
  });
});

describe('one fee', () => {
  test('is a list of steps, with the one where it stands marked, and who acts next', async () => {
    await openApp({ rows: [talk, fee({ state: 'held', steps: [{ state: 'planned', day: '2026-11-03' }, { state: 'held', day: '2026-11-12' }] })], path: '/p/fee.i' });
    const here = await screen.findByText('Pidetty');
    const item = here.closest('li');
    expect(item?.getAttribute('aria-current')).toBe('step');
    expect(item?.textContent).toContain('Nea vahvistaa tunnit');
    expect(within(item?.parentElement ?? document.body).getAllByRole('listitem')).toHaveLength(feeStates.length);
    expect(screen.getByText('50,00 € ennen veroa')).toBeTruthy();
    expect(screen.getByText('Sisältää valmistautumisen ja jälkijuttelun.')).toBeTruthy();
  });

  test('that is late says so calmly, with the reason, who sees to it and the new day', async () => {
    await openApp({ rows: [talk, fee({ state: 'approved', due: '2026-11-20', stall: { why: 'next_run', who: 'Mika', newDay: '2026-12-04', since: '2026-11-21T10:00:00.000Z' } })], path: '/p/fee.i' });
    expect(await screen.findByText(/Myöhässä\. Tämän piti lähteä pe 20\.11\. mennessä/)).toBeTruthy();
    expect(screen.getByText('Maksu siirtyi seuraavaan palkka-ajoon.')).toBeTruthy();
    expect(screen.getByText('Mika hoitaa asiaa.')).toBeTruthy();
    expect(screen.getByText(/Uusi päivä: pe 4\.12\./)).toBeTruthy();
  });

  test('that is late without a reason names who to turn to', async () => {
    await openApp({ rows: [talk, fee({ state: 'held', due: '2026-11-20' })], path: '/p/fee.i' });
    expect(await screen.findByText('Nea hoitaa asiaa.')).toBeTruthy();
  });

  test('names no day where none was promised', async () => {
    await openApp({ rows: [talk, fee({ state: 'sent_to_payment', due: null })], path: '/p/fee.i' });
    expect(await screen.findByText('Palkkatoimisto maksaa. Päivää ei ole vielä kerrottu.')).toBeTruthy();
    expect(screen.queryByText(/luvattu/)).toBeNull();
  });

  test('of a cancelled session says so, and never that it was held on a day to come', async () => {
    const off = { ...talk, state: 'cancelled' as const, cancelled: { at: '2026-11-18T08:00:00.000Z', fee: 'paid' as const } };
    await openApp({ rows: [off, fee({ state: 'planned' })], path: '/p/fee.i' });
    expect(await screen.findByText('Peruttu')).toBeTruthy();
    expect(screen.queryByText('Pidetty')).toBeNull();
    expect(screen.queryByText('Maksu lähtee liikkeelle, kun tilaisuus on pidetty.')).toBeNull();
  });

  test('passes the cancellation on its way, with the day of that', () => {
    const session = { ...talk, state: 'cancelled' as const, cancelled: { at: '2026-11-18T08:00:00.000Z', fee: 'paid' as const } };
    const steps = timeline(fee({ state: 'approved', steps: [{ state: 'held', day: '2027-01-26' }] }), { isOff: true, session });
    expect(steps[1]).toEqual({ state: 'held', day: '2026-11-18', stands: 'done' });
  });

  test('of somebody else is not shown', async () => {
    await openApp({ rows: [talk, fee({ person: 'leevi' })], path: '/p/fee.i' });
    expect(await screen.findByText('Tätä palkkiota ei ole tässä puhelimessa.')).toBeTruthy();
  });

  test('stands on one step, after those it has passed', () => {
    const steps = timeline(fee({ state: 'approved' }));
    expect(steps.map(({ stands }) => stands)).toEqual(['done', 'done', 'done', 'here', 'ahead', 'ahead']);
    expect(steps[0]?.day).toBe('2026-11-03');
    expect(steps[1]?.day).toBeNull();
  });
});
