import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { messagePurpose } from '../../src/domain/channel.ts';
import { openDesk, openProject } from '../support/staff-app.tsx';
import type { Desk, StaffProject, Young } from '../support/staff-app.tsx';

let project: StaffProject;
let mari: Desk;
let aino: Young;
let channel: string;

beforeEach(async () => {
  project = await openProject();
  aino = await project.young('Aino');
  const invited = await project.invite('contact', 'Mari');
  channel = `${aino.id}.${invited.id}`;
  await project.desk.engine().commit('channel/agree', { id: channel, expert: aino.id, contact: invited.id });
  await project.desk.sync();
  mari = await openDesk(project.server);
  await mari.signIn(invited.secret);
});
afterEach(async () => {
  mari.visit.stop();
  await project.close();
});

const heading = (name: string) => screen.findByRole('heading', { level: 1, name });
const text = 'Siellä kysyttiin liikaa.';

async function ainoWrites(id: string): Promise<void> {
  const sealed = await aino.sealer.seal([mari.engine().me.by], messagePurpose(channel, id), { text, at: '2026-11-22T09:00:00.000Z' });
  if (!sealed.ok) throw new Error(sealed.reason);
  expect(await aino.does('message/send', { id, channel, sealed: sealed.value })).toBe('ok');
  await mari.sync();
}
const messageAt = async (id: string) => (await aino.sees()).get(`message/${id}`);

describe('a contact person', () => {
  test('sees only the inbox', async () => {
    mari.show('/staff/sessions');
    expect(await heading('Täällä ei ole mitään')).toBeTruthy();
    expect(screen.queryByRole('navigation')).toBeNull();
    expect(mari.engine().live.value.all('session')).toEqual([]);
    expect(mari.engine().live.value.all('fee')).toEqual([]);
  });

  test('has a message: it has arrived, and is read only once it is on the screen', async () => {
    await ainoWrites('m');
    await waitFor(async () => {
      await mari.sync();
      expect(await messageAt('m')).toMatchObject({ received: expect.any(String), read: null });
    });
    mari.show('/staff/');
    expect(await screen.findByText(/^Uusi/)).toBeTruthy();
    expect(await messageAt('m')).toMatchObject({ read: null });
    fireEvent.click(screen.getByRole('link', { name: /Aino/ }));
    expect(await screen.findByText(text)).toBeTruthy();
    await waitFor(async () => {
      await mari.sync();
      expect(await messageAt('m')).toMatchObject({ read: expect.any(String) });
    });
    expect(document.title).toBe('Viestit · Rasti');
  });

  test('is not said to have read what is below the screen, or in a window that nobody sees', async () => {
    await ainoWrites('m');
    const place = vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, innerHeight + 10, 100, 50));
    mari.show(`/staff/messages/${channel}`);
    await screen.findByText(text);
    await mari.sync();
    expect(await messageAt('m')).toMatchObject({ read: null });
    place.mockRestore();
    mari.env.isVisible = () => false;
    dispatchEvent(new Event('scroll'));
    await mari.sync();
    expect(await messageAt('m')).toMatchObject({ read: null });
    mari.env.isVisible = () => true;
    mari.env.wake();
    await waitFor(async () => {
      await mari.sync();
      expect(await messageAt('m')).toMatchObject({ read: expect.any(String) });
    });
  });

  test('can call where the number is known, and is told where it is not', async () => {
    mari.show(`/staff/messages/${channel}`);
    await heading('Aino');
    expect(screen.getByText(/Aino: puhelinnumeroa ei ole täällä/)).toBeTruthy();
    expect(screen.queryByRole('link', { name: /Soita/ })).toBeNull();
    const id = 'leevi';
    await project.desk.engine().commit('person/add', { id, name: 'Leevi', role: 'expert', hours: null, phone: '+358 40 123' });
    await project.desk.engine().commit('channel/agree', { id: `${id}.${mari.engine().me.by}`, expert: id, contact: mari.engine().me.by });
    await project.desk.sync();
    await mari.sync();
    mari.show(`/staff/messages/${id}.${mari.engine().me.by}`);
    expect((await screen.findByRole('link', { name: /Soita: Leevi/ })).getAttribute('href')).toBe('tel:+35840123');
  });

  test('answers with sealed words; "sent" is said after the server\'s answer', async () => {
    await ainoWrites('m');
    mari.show(`/staff/messages/${channel}`);
    await screen.findByText(text);
    fireEvent.input(screen.getByLabelText(/^Viesti: Aino/), { target: { value: 'Hyvä, että kerroit.' } });
    expect(mari.engine().drafts.get(`message:${channel}`)).toBe('Hyvä, että kerroit.');
    mari.env.online = false;
    fireEvent.click(screen.getByRole('button', { name: 'Lähetä' }));
    expect(await screen.findByText('Tässä laitteessa. Ei ole vielä lähtenyt.')).toBeTruthy();
    expect(screen.queryByText(/^Lähetetty/)).toBeNull();
    await waitFor(() => expect(screen.getByLabelText(/^Viesti: Aino/)).toMatchObject({ value: '' }));
    mari.env.online = true;
    await mari.sync();
    expect(await screen.findByText(/^Lähetetty/)).toBeTruthy();
    expect(JSON.stringify(mari.env.requests)).not.toContain('kerroit');
    const reply = [...(await aino.sees()).values()].find((row) => row.kind === 'message' && row['from'] === mari.engine().me.by);
    const opened = await aino.sealer.open(String(reply?.['sealed']), messagePurpose(channel, reply?.id ?? ''), [mari.engine().me.by]);
    expect(opened).toMatchObject({ kind: 'opened', payload: { text: 'Hyvä, että kerroit.' } });
    expect(project.desk.engine().live.value.all('message')).toEqual([]);
  });

  test('goes on typing while a message is sealed, and keeps what was typed', async () => {
    mari.show(`/staff/messages/${channel}`);
    const field = await screen.findByLabelText(/^Viesti: Aino/);
    fireEvent.input(field, { target: { value: 'Hei.' } });
    fireEvent.click(screen.getByRole('button', { name: 'Lähetä' }));
    fireEvent.input(field, { target: { value: 'Hei. Soitan' } });
    await waitFor(() => expect(mari.engine().drafts.get(`message:${channel}`)).toBe('Soitan'));
    await mari.sync();
    expect([...(await aino.sees()).values()].filter((row) => row.kind === 'message')).toHaveLength(1);
    await mari.engine().drafts.reload();
    expect(screen.getByLabelText(/^Viesti: Aino/)).toMatchObject({ value: 'Soitan' });
  });

  test('keeps what was written as a draft when the young person has no device yet', async () => {
    const leevi = await project.invite('expert', 'Leevi');
    const other = `${leevi.id}.${mari.engine().me.by}`;
    await project.desk.engine().commit('channel/agree', { id: other, expert: leevi.id, contact: mari.engine().me.by });
    await project.desk.sync();
    await mari.sync();
    mari.show(`/staff/messages/${other}`);
    await heading('Leevi');
    fireEvent.input(screen.getByLabelText(/^Viesti: Leevi/), { target: { value: 'Hei' } });
    fireEvent.click(screen.getByRole('button', { name: 'Lähetä' }));
    expect(await screen.findByText(/Leevi ei ole vielä avannut Rastia/)).toBeTruthy();
    expect(screen.getByLabelText(/^Viesti: Leevi/)).toMatchObject({ value: 'Hei' });
    expect(mari.engine().pending.value).toEqual([]);
  });
});
