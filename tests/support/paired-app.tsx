import { fireEvent, screen } from '@testing-library/preact';
import { afterEach, expect, vi } from 'vitest';
import type { Card } from '../../src/channel/types.ts';
import type { Row } from '../../src/domain/op.ts';
import { watchChannel } from '../../src/expert/watch-channel.ts';
import { path } from '../../src/ui/router.tsx';
import { openApp } from './expert-app.tsx';
import type { ExpertApp } from './expert-app.tsx';
import type { Mail } from './mail.ts';
import { mari, newMail, openContact, openPhone, pass } from './paired-phones.ts';
import type { Phone } from './paired-phones.ts';

export const text = 'Siellä kysyttiin liikaa.';
export const closing: (() => void)[] = [];
/** Each file that opens phones closes them: with isolate: false a hook of this module would belong to the first one alone. */
export const closeAfterEach = (): void => afterEach(() => closing.splice(0).forEach((close) => close()));

export const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }));
export const field = () => screen.findByLabelText<HTMLTextAreaElement>('Kirjoita');
export const write = async (value: string) => fireEvent.input(await field(), { target: { value } });
/**
 * Until it is so, what is due on both phones happens. By the clock: what is due changes the screen, and a check at each change
 * of the screen would leave no moment for what comes over the network.
 */
export const comes = (phones: readonly Phone[], check: () => void) =>
  vi.waitFor(() => {
    pass(...phones);
    check();
  }, { timeout: 20_000, interval: 50 });

export interface Both {
  readonly mail: Mail;
  readonly app: ExpertApp;
  readonly aino: Phone;
  readonly contact: Phone;
}

/** Aino's app at the messages, over a real mailbox; Mari's device beside it. Nobody is paired. */
export async function open({ rows = [] }: { rows?: readonly Row[] } = {}): Promise<Both> {
  const mail = newMail();
  const [aino, contact] = [await openPhone(mail), await openContact(mail)];
  const app = await openApp({ rows, path: '/v', channel: () => Promise.resolve(aino.channel) });
  const stop = watchChannel(app.expert.engine, aino.channel);
  closing.push(() => {
    stop();
    aino.channel.stop();
    contact.channel.stop();
    mail.remove();
  });
  return { mail, app, aino, contact };
}

async function showCode({ channel }: Phone, card: Card): Promise<string> {
  const shown = await channel.host('channel', card);
  if (!shown.ok) throw new Error(shown.reason);
  return channel.state.value.pairing?.code ?? '';
}

/** Types the code that the contact person shows, and waits for the digits. Where the field stands already, nothing opens it. */
export async function typeCode({ aino, contact }: Pick<Both, 'aino' | 'contact'>, card = mari): Promise<void> {
  const code = await showCode(contact, card);
  if (path() === '/v') await press('Minulla on koodi');
  fireEvent.input(await screen.findByLabelText('Koodi, 16 merkkiä'), { target: { value: ` ${code.toLowerCase()} ` } });
  await press('Jatka');
  await comes([aino, contact], () => expect(screen.getByText('Ovatko numerot samat?')).toBeTruthy());
}

/** Aino and Mari are paired, by what they do on their screens. */
export async function paired(options?: Parameters<typeof open>[0]): Promise<Both> {
  const both = await open(options);
  await typeCode(both);
  await press('Ovat samat');
  await comes([both.aino, both.contact], () => expect(both.contact.channel.state.value.pairing?.step).not.toBe('waiting'));
  await both.contact.channel.compare(true);
  await comes([both.aino, both.contact], () => expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Mari Laine'));
  await comes([both.contact], () => expect(both.contact.channel.state.value.threads).toHaveLength(1));
  return both;
}

export const received = ({ contact }: Both) => contact.channel.state.value.threads[0]?.lines ?? [];
