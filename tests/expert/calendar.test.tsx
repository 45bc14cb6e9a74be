import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { openApp } from '../support/expert-app.tsx';
import { invitation, session } from '../support/rows.ts';

const rows = [
  session({ title: 'Jälkihuollon opas', place: 'Parolantie 5' }), invitation({ state: 'accepted' }),
  session({ id: 's2', title: 'Toinen', starts: '2026-12-01T13:00:00.000Z', ends: '2026-12-01T15:00:00.000Z' }), invitation({ id: 'i2', session: 's2', state: 'accepted' }),
  session({ id: 's3', title: 'Peruttu', state: 'cancelled' }), invitation({ id: 'i3', session: 's3', state: 'accepted' }),
  session({ id: 's4', title: 'Avoin' }), invitation({ id: 'i4', session: 's4' }),
];

/** Files that were made for the download link, the newest last. */
async function openPart(path = '/k'): Promise<File[]> {
  const files: File[] = [];
  vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => `blob:test/${files.push(file as File)}`);
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation(() => undefined);
  await openApp({ path, rows });
  const summary = await screen.findByText('Lisää puhelimen kalenteriin');
  const details = summary.closest('details');
  if (!details) throw new Error('no details');
  details.open = true;
  fireEvent(details, new Event('toggle'));
  await screen.findByRole('link', { name: 'Lataa tiedosto' });
  return files;
}
const newest = async (files: File[]) => (await files.at(-1)?.text()) ?? '';

afterEach(() => {
  vi.restoreAllMocks();
  Reflect.deleteProperty(navigator, 'canShare');
  Reflect.deleteProperty(navigator, 'share');
});

describe('the phone’s calendar', () => {
  test('gets the times of what is agreed on, and nothing else, unless it is ticked', async () => {
    const files = await openPart();
    const link = screen.getByRole('link', { name: 'Lataa tiedosto' });
    expect(link.getAttribute('download')).toBe('kalenteri-2026-11-24_2026-12-01.ics');
    const file = await newest(files);
    expect(file.match(/BEGIN:VEVENT/g)).toHaveLength(3);
    // A cancelled one may stand in the phone's calendar: it goes along as such, once.
    expect(file.match(/(SUMMARY|STATUS):.*/g)?.map((line) => line.trim()).sort()).toEqual(['STATUS:CANCELLED', 'SUMMARY:Rasti', 'SUMMARY:Rasti', 'SUMMARY:Rasti (peruttu)']);
    expect(file).not.toContain('LOCATION');
    expect(file).not.toContain('VALARM');
    for (const tick of ['Tilaisuuden oma nimi', 'Paikka', 'Hälytys edellisenä iltana klo 18']) expect(screen.getByLabelText<HTMLInputElement>(tick).checked).toBe(false);
    fireEvent.click(screen.getByLabelText('Meno'));
    await waitFor(async () => expect(await newest(files)).toContain('SUMMARY:Meno'));
    fireEvent.click(screen.getByLabelText('Paikka'));
    await waitFor(async () => expect(await newest(files)).toContain('LOCATION:Parolantie 5'));
  });

  test('gets one of them where one is chosen, and shows beforehand what goes in', async () => {
    const files = await openPart();
    fireEvent.change(screen.getByLabelText('Mikä lisätään'), { target: { value: 's2' } });
    await waitFor(async () => expect((await newest(files)).match(/DTSTART:.*/g)).toEqual(['DTSTART:20261201T130000Z']));
    fireEvent.click(screen.getByLabelText('Hälytys edellisenä iltana klo 18'));
    expect(await screen.findByText('Hälyttää ma 30.11. klo 18.00')).toBeTruthy();
    await waitFor(async () => expect(await newest(files)).toContain('TRIGGER:-PT21H'));
  });

  test('gets a session from its own page, too, and that one alone', async () => {
    const files = await openPart('/k/s2');
    expect((await newest(files)).match(/DTSTART:.*/g)).toEqual(['DTSTART:20261201T130000Z']);
    expect(screen.queryByLabelText('Mikä lisätään')).toBeNull();
  });

  test('is offered the file by the phone’s own list where the phone can do that', async () => {
    const handed: File[] = [];
    Object.assign(navigator, { canShare: () => true, share: async ({ files }: { files: File[] }) => void handed.push(...files) });
    await openPart();
    fireEvent.click(screen.getByRole('button', { name: 'Avaa kalenterissa' }));
    expect(await screen.findByText(/^Avaa tiedosto, niin kalenteri lisää ajat\./)).toBeTruthy();
    expect(handed.map(({ name, type }) => [name, type])).toEqual([['kalenteri-2026-11-24_2026-12-01.ics', 'text/calendar;charset=utf-8']]);
  });

  test('is not mentioned where nothing is coming', async () => {
    await openApp({ path: '/k', rows: rows.slice(4) });
    await screen.findByRole('heading', { name: 'Tulossa' });
    expect(screen.queryByText('Lisää puhelimen kalenteriin')).toBeNull();
  });
});
