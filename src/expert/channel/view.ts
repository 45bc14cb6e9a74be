import type { RefusedOp } from '../../client/db.ts';
import type { Live } from '../../client/state.ts';
import type { Status } from '../../client/status.ts';
import { sendMessage } from '../../domain/channel.ts';
import type { Channel, Message } from '../../domain/channel.ts';
import type { Reason } from '../../domain/reason.ts';
import type { OpenedText } from './opened.ts';

/** Where one's own message is. "Sent" stands here only for what the server has answered. */
export type Where =
  | { readonly kind: 'here' } // a request has just begun
  | { readonly kind: 'queued' }
  | { readonly kind: 'behind' } // an earlier one did not go, and its owner has not decided yet
  | { readonly kind: 'sending' } // under way for more than a second
  | { readonly kind: 'sent'; readonly at: string; readonly long: boolean }
  | { readonly kind: 'received'; readonly at: string; readonly long: boolean }
  | { readonly kind: 'read'; readonly at: string }
  | { readonly kind: 'refused'; readonly op: string; readonly reason: Reason };

export interface Line {
  readonly id: string;
  readonly from: string;
  readonly sealed: string;
  /** When the server took it; for what is still here, this phone's clock. */
  readonly at: string;
  /** Undefined for the other person's. */
  readonly where: Where | undefined;
  /** Undefined until it is opened. */
  readonly text: OpenedText | undefined;
}

export interface ChannelInput {
  readonly live: Live;
  readonly refused: readonly RefusedOp[];
  readonly status: Status;
  /** The request has been under way for more than a second. */
  readonly slow: boolean;
  readonly channel: Channel;
  readonly me: string;
  readonly now: string;
  readonly opened: ReadonlyMap<string, OpenedText>;
}

// Contact persons answer on weekdays; a day without being read is worth a word, an hour is not.
const longWait = 24 * 3_600_000;

/** The conversation in order: what the server has, then what waits here, then what it would not take. */
export function linesOf(input: ChannelInput): readonly Line[] {
  const { live, channel, opened } = input;
  const messages = live.all('message').filter((message) => message.channel === channel.id);
  const isWaiting = (message: Message) => live.isPending('message', message.id) && message.from === input.me;
  const byTime = (a: Message, b: Message) => (a.sent < b.sent ? -1 : a.sent > b.sent ? 1 : 0);
  const lines = [...messages.filter((one) => !isWaiting(one)).sort(byTime), ...messages.filter(isWaiting)].map((message) => ({
    id: message.id, from: message.from, sealed: message.sealed, at: message.sent, text: opened.get(message.id),
    where: message.from === input.me ? whereOf(message, isWaiting(message), input) : undefined,
  }));
  return [...lines, ...refusedLines(input)];
}

function whereOf(message: Message, waiting: boolean, { status, slow, now, refused, channel }: ChannelInput): Where {
  if (waiting && refused.some((op) => op.lane === `channel/${channel.id}`)) return { kind: 'behind' };
  if (waiting) return { kind: status.kind !== 'syncing' ? 'queued' : slow ? 'sending' : 'here' };
  if (message.read !== null) return { kind: 'read', at: message.read };
  const long = Date.parse(now) - Date.parse(message.sent) > longWait;
  return message.received !== null ? { kind: 'received', at: message.received, long } : { kind: 'sent', at: message.sent, long };
}

function refusedLines({ refused, channel, me, opened }: ChannelInput): Line[] {
  return refused.flatMap((op) => {
    const args = op.name === 'message/send' ? sendMessage.parse(op.args) : undefined;
    if (!args?.ok || args.value.channel !== channel.id) return [];
    const { id, sealed } = args.value;
    return [{ id, from: me, sealed, at: op.at, text: opened.get(id), where: { kind: 'refused' as const, op: op.id, reason: op.reason } }];
  });
}

/** What arrived here and the other side has not been told of yet. */
export function receiptsDue(lines: readonly Line[], live: Live, me: string): readonly string[] {
  return lines.filter((line) => line.from !== me && live.get('message', line.id)?.received === null).map((line) => line.id);
}

/** When the newest message that could be read was sent; empty where there is none. */
export function lastOpened(lines: readonly Line[], me: string): string {
  return lines.filter((line) => line.from !== me && line.text?.kind === 'text').reduce((last, line) => (line.at > last ? line.at : last), '');
}
