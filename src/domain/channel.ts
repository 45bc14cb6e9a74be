import { rule } from './op.ts';
import { findRow } from './read.ts';
import { id, instant, literal, nullable, object, ok, refuse } from './schema.ts';
import type { Infer } from './schema.ts';
import { sealedSchema } from './sealed.ts';
import { channelScope, personScope } from './scope.ts';

/** One young expert and one contact person outside the project. Nobody else sees the channel, its messages or how many there are. */
export const channelSchema = object({ kind: literal('channel'), id: id(), expert: id(), contact: id() });
export type Channel = Infer<typeof channelSchema>;

export const messageSchema = object({
  kind: literal('message'), id: id(), channel: id(), from: id(), sealed: sealedSchema(),
  /** When the server took it, when a device of the other person had it, when the other person opened it. */
  sent: instant(), received: nullable(instant()), read: nullable(instant()),
});
export type Message = Infer<typeof messageSchema>;

export const channelIdOf = (expert: string, contact: string): string => `${expert}.${contact}`;

/** What a message's envelope is bound to (crypto/seal.ts): it opens in its own channel and place only. */
export const messagePurpose = (channel: string, message: string): string => `message:${channel}:${message}`;

/** The young expert and the contact person have agreed on it (seed 000: agreed individually with each). */
export const agreeChannel = rule({
  args: object({ id: id(), expert: id(), contact: id() }),
  lane: (args) => `channel/${args.id}`,
  apply(read, args) {
    if (read('channel', args.id)) return refuse('taken');
    const expert = findRow(read, 'person', args.expert);
    if (!expert.ok) return expert;
    const contact = findRow(read, 'person', args.contact);
    if (!contact.ok) return contact;
    if (!expert.value.roles.includes('expert')) return refuse('not-allowed');
    // The promise of the whole channel: whoever works in the project cannot be the one outside it.
    if (contact.value.roles.some((role) => role !== 'contact')) return refuse('on-team');
    // One channel for the two of them: what one of them wrote must not lie in another.
    if (args.id !== channelIdOf(args.expert, args.contact)) return refuse('malformed');
    const scope = channelScope(args.id);
    const row: Channel = { kind: 'channel', ...args };
    return ok([
      { do: 'put', row, scopes: [scope] },
      { do: 'join', person: args.expert, scope },
      { do: 'join', person: args.contact, scope },
      { do: 'share-all', from: personScope(args.expert), kinds: ['person', 'device'], scope },
      { do: 'share-all', from: personScope(args.contact), kinds: ['person', 'device'], scope },
    ]);
  },
});

export const sendMessage = rule({
  args: object({ id: id(), channel: id(), sealed: sealedSchema() }),
  lane: (args) => `channel/${args.channel}`,
  apply(read, args, context) {
    if (read('message', args.id)) return refuse('taken');
    const channel = findRow(read, 'channel', args.channel);
    if (!channel.ok) return channel;
    if (context.by !== channel.value.expert && context.by !== channel.value.contact) return refuse('not-allowed');
    const row: Message = { kind: 'message', ...args, from: context.by, sent: context.at, received: null, read: null };
    return ok([{ do: 'put', row, scopes: [channelScope(args.channel)] }]);
  },
});

/** "Arrived" and "read" are said by the other person, never by the sender. Saying it again changes nothing. */
const noted = /* @__NO_SIDE_EFFECTS__ */ (mark: 'received' | 'read') =>
  rule({
    args: object({ message: id() }),
    lane: (args) => `message/${args.message}`,
    apply(read, args, context) {
      const found = findRow(read, 'message', args.message);
      if (!found.ok) return found;
      const message = found.value;
      if (message.from === context.by) return refuse('not-allowed');
      if (message[mark] !== null) return ok([]);
      return ok([{ do: 'put', row: { ...message, received: message.received ?? context.at, [mark]: context.at } }]);
    },
  });

export const receiveMessage = noted('received');
export const readMessage = noted('read');
