import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { expect } from 'vitest';
import type { Card, ChannelEngine, Pairing, Thread } from '../../src/channel/types.ts';
import { linkForMyDevice } from '../../src/staff/links.ts';
import { openMail } from './mail.ts';
import type { Mail } from './mail.ts';
import { openPhone } from './paired-phones.ts';
import type { Phone } from './paired-phones.ts';
import { openDesk, openProject } from './staff-app.tsx';
import type { Desk, StaffProject } from './staff-app.tsx';

// Contact persons at their desks, before the real server and a real mailbox, and young people's phones with real engines.

export const mariCard: Card = { name: 'Mari', organisation: 'Tuki ry', phone: '040 123 4567', hours: 'Arkisin 9–16.', promise: 24 };
export const ainoCard: Card = { name: 'Aino', organisation: '', phone: '', hours: '', promise: 0 };

export interface ContactDesk extends Desk {
  readonly channel: ChannelEngine;
}

export interface Office {
  readonly project: StaffProject;
  readonly mail: Mail;
  /** A contact person who has just opened their link. */
  contact(name: string): Promise<ContactDesk>;
  /** Another computer of somebody, in a browser of its own. */
  another(desk: Desk): Promise<ContactDesk>;
  phone(): Promise<Phone>;
  close(): Promise<void>;
}

export async function openOffice(): Promise<Office> {
  const [project, mail] = [await openProject(), openMail()];
  const desks: Desk[] = [];
  const phones: Phone[] = [];
  async function signIn(secret: string): Promise<ContactDesk> {
    const desk = await openDesk(project.server, { mail });
    desks.push(desk);
    const staff = await desk.signIn(secret);
    return { ...desk, channel: await staff.channel() };
  }
  return {
    project, mail,
    contact: async (name) => signIn((await project.invite('contact', name)).secret),
    async another(desk) {
      const made = await linkForMyDevice(desk.staff());
      if (!made.ok) throw new Error(made.reason);
      return signIn(new URL(made.value.address).hash.slice(1));
    },
    async phone() {
      const phone = await openPhone(mail);
      phones.push(phone);
      return phone;
    },
    async close() {
      phones.forEach(({ channel }) => channel.stop());
      desks.forEach(({ visit }) => visit.stop());
      await project.close();
      mail.remove();
    },
  };
}

/** The same desk behind a lock, without which nobody pairs on its pages. */
export async function locked(desk: ContactDesk): Promise<ContactDesk> {
  const staff = await desk.lock();
  return { ...desk, channel: await staff.channel() };
}

type Someone = ContactDesk | Phone;

/** Time passes for these people, so that what is due happens, until it is so. */
export async function until(people: readonly Someone[], isSo: () => unknown): Promise<void> {
  await waitFor(() => {
    for (const { env, channel } of people) {
      env.time = new Date(Date.parse(env.time) + 30_000).toISOString();
      // Somebody sits there: the desk does not lock itself.
      dispatchEvent(new Event('input'));
      env.runTimers();
      void channel.look();
    }
    expect(isSo()).toBeTruthy();
  });
}

const pairingOf = ({ channel }: Someone): Pairing | null => channel.state.value.pairing;

/** The whole of a pairing by people who see the same digits; the thread comes back. */
export async function pairUp(host: ContactDesk, guest: Someone, what: Pairing['what'] = 'channel', cards: readonly [Card, Card] = [mariCard, ainoCard]): Promise<string> {
  const shown = await host.channel.host(what, cards[0]);
  if (!shown.ok) throw new Error(shown.reason);
  const joined = await guest.channel.join(pairingOf(host)?.code ?? '', cards[1], what);
  if (!joined.ok) throw new Error(joined.reason);
  await until([host, guest], () => pairingOf(host)?.step === 'compare' && pairingOf(guest)?.step === 'compare');
  expect(pairingOf(guest)?.digits).toBe(pairingOf(host)?.digits);
  await Promise.all([host.channel.compare(true), guest.channel.compare(true)]);
  await until([host, guest], () => pairingOf(host)?.step === 'done' && pairingOf(guest)?.step === 'done');
  const { thread } = pairingOf(host) ?? {};
  await Promise.all([host.channel.endPairing(), guest.channel.endPairing()]);
  return thread ?? '';
}

export const threadOf = ({ channel }: Someone, at = 0): Thread => {
  const thread = channel.state.value.threads[at];
  if (!thread) throw new Error('there is no such thread');
  return thread;
};

/** A young person writes; what was written is on its way when this is done. */
export async function writes(phone: Phone, text: string): Promise<void> {
  const { id } = threadOf(phone);
  await phone.channel.saveDraft(id, text);
  const sent = await phone.channel.send(id, null);
  if (!sent.ok) throw new Error(sent.reason);
  await waitFor(() => expect(threadOf(phone).lines.at(-1)?.where?.kind).toBe('sent'));
}

export const whereIs = (who: Someone, text: string): string | undefined => threadOf(who).lines.find((line) => line.text === text)?.where?.kind;

export const heading = (name: string | RegExp, level = 1) => screen.findByRole('heading', { level, name });
export const press = async (name: string | RegExp): Promise<void> => void fireEvent.click(await screen.findByRole('button', { name }));
export const follow = async (name: string | RegExp): Promise<void> => void fireEvent.click(await screen.findByRole('link', { name }));
export const type = async (label: string | RegExp, value: string): Promise<void> => void fireEvent.input(await screen.findByLabelText(label), { target: { value } });
