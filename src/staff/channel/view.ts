import type { Live } from '../../client/state.ts';
import { messageSchema } from '../../crypto/message.ts';
import type { Sealer } from '../../crypto/sealer.ts';
import { messagePurpose } from '../../domain/channel.ts';
import type { Channel, Message } from '../../domain/channel.ts';
import { parse } from '../../domain/schema.ts';

/** One young person in the inbox. */
export interface Correspondent {
  readonly channel: Channel;
  readonly name: string;
  readonly last: Message | undefined;
  /** new: not opened yet · unanswered: opened, no reply since · answered: the last word is mine · quiet: nothing written. */
  readonly state: 'new' | 'unanswered' | 'answered' | 'quiet';
}

export const messagesIn = (live: Live, channel: string): readonly Message[] =>
  live.all('message').filter((message) => message.channel === channel).sort((a, b) => a.sent.localeCompare(b.sent));

/** The inbox: those who wait for me first, the newest on top. */
export function inboxOf(live: Live, me: string): readonly Correspondent[] {
  const all = live.all('channel').filter((channel) => channel.contact === me).map((channel) => {
    const messages = messagesIn(live, channel.id);
    const last = messages.at(-1);
    const isNew = messages.some((message) => message.from !== me && message.read === null);
    const state = isNew ? ('new' as const) : !last ? ('quiet' as const) : last.from === me ? ('answered' as const) : ('unanswered' as const);
    return { channel, name: live.get('person', channel.expert)?.name ?? '', last, state };
  });
  const waits = (one: Correspondent) => (one.state === 'new' || one.state === 'unanswered' ? 1 : 0);
  return all.sort((a, b) => waits(b) - waits(a) || (b.last?.sent ?? '').localeCompare(a.last?.sent ?? ''));
}

/** The words of a message; null where they do not open on this device. */
export async function openMessage(sealer: Sealer, message: Message): Promise<string | null> {
  const opened = await sealer.open(message.sealed, messagePurpose(message.channel, message.id), [message.from]);
  if (opened.kind !== 'opened') return null;
  const payload = parse(messageSchema, opened.payload);
  return payload.ok ? payload.value.text : null;
}
