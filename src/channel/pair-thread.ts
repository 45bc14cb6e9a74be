import { toBase64url } from '../crypto/base64url.ts';
import { randomBytes, sha256 } from '../crypto/bytes.ts';
import type { Bytes } from '../crypto/bytes.ts';
import { keptEntries } from '../crypto/chain.ts';
import type { PairingPeer } from '../crypto/pairing-state.ts';
import { base64url, day, literal, nullable, object } from '../domain/schema.ts';
import type { Infer } from '../domain/schema.ts';
import { mailPaths } from '../protocol/mailbox.ts';
import { encodeMake } from '../protocol/mailbox-kept.ts';
import type { NewBox } from '../protocol/mailbox-kept.ts';
import { addThread } from './add-thread.ts';
import type { Core } from './core.ts';
import { bytesOf } from './own-bytes.ts';
import type { NewChannel } from './pair-record.ts';
import type { Member, ThreadRecord } from './records.ts';
import type { Writing } from './store.ts';
import type { Card } from './types.ts';

// The channel that comes of a pairing: its secret and boxes, made by the host, and the thread on either side.

const random = (length: number): string => toBase64url(randomBytes(length));
export const randomToken = (): string => random(32);
const newBox = () => ({ box: random(16), write: random(32), read: random(32) });

export const newChannel = (): NewChannel => ({ id: random(16), secret: random(32), owner: random(32), a: newBox(), b: newBox() });

/**
 * Makes the two boxes. `made` also where a request that got no answer had made them; `ticket`: another ticket is needed.
 */
export async function makeBoxes(core: Pick<Core, 'ask'>, channel: NewChannel, ticket: string): Promise<'made' | 'ticket' | 'no-network' | 'busy'> {
  const hash = (token: string): Promise<Bytes> => sha256(bytesOf(token));
  const boxOf = async ({ box, write, read }: NewChannel['a']): Promise<NewBox> =>
    ({ box: bytesOf(box), writeHash: await hash(write), readHash: await hash(read), ownerHash: await hash(channel.owner) });
  const boxes = [await boxOf(channel.a), await boxOf(channel.b)] as const;
  const answer = await core.ask(mailPaths.make, encodeMake({ ticket: bytesOf(ticket), boxes }));
  if (answer?.status === 204) return 'made';
  if (answer?.status === 403) return 'ticket';
  return answer?.status === 429 ? 'busy' : 'no-network';
}

/** What the guest is given of a channel. */
export const welcomeSchema = object({
  v: literal(1), id: base64url(22), secret: base64url(43), away: nullable(day()),
  up: object({ box: base64url(22), write: base64url(43), read: base64url(43) }), down: object({ box: base64url(22), read: base64url(43) }),
});
export type Welcome = Infer<typeof welcomeSchema>;

export const welcomeOf = ({ id, secret, a, b }: NewChannel, away: string | null): Welcome =>
  ({ v: 1, id, secret, away, up: b, down: { box: a.box, read: a.read } });

/** The other side of a pairing, as a member. Throws for one that has no list of its own. */
export function memberOf(peer: PairingPeer | null, role: Member['role'], given: { readonly card?: Card; readonly vouched: boolean; readonly away: string | null }): Member {
  if (!peer?.chain) throw new Error('a pairing without its other side');
  return { role, state: 'in', chain: peer.chain, entries: keptEntries(peer.entries), card: given.card ?? peer.card, vouched: given.vouched, away: given.away };
}

type Begun = Pick<ThreadRecord, 'id' | 'kind' | 'role' | 'since' | 'secret' | 'members' | 'knew' | 'fromStart'> & {
  readonly up: Omit<ThreadRecord['up'], 'after'>;
  readonly down: Omit<ThreadRecord['down'], 'after'>;
};

/** A thread on which nothing has been said here. */
export function newThread({ up, down, ...begun }: Begun, events: ThreadRecord['events'] = []): ThreadRecord {
  return {
    ...begun, state: 'open', up: { ...up, after: 0 }, down: { ...down, after: 0 },
    seq: 0, heard: {}, tell: [], debt: 0, saved: false, lastHeard: null, events,
  };
}

export const paired = (at: string, name: string): ThreadRecord['events'][number] => ({ at, what: 'paired', name });

export function hostThread(channel: NewChannel, member: Member, { at, knew }: { readonly at: string; readonly knew: number }): ThreadRecord {
  const { id, secret, owner, a, b } = channel;
  const kind = member.role === 'expert' ? 'channel' : 'colleague';
  const begun = { id, secret, kind, role: 'contact', since: at, members: [member], knew, fromStart: true } as const;
  return newThread({ ...begun, up: { ...a, owner }, down: { box: b.box, read: b.read, owner } }, [paired(at, member.card.name)]);
}

export function guestThread({ id, secret, up, down }: Welcome, kind: ThreadRecord['kind'], member: Member, { at, knew }: { readonly at: string; readonly knew: number }): ThreadRecord {
  const role = kind === 'channel' ? 'expert' : 'deputy';
  return newThread({ id, secret, kind, role, since: at, members: [member], knew, fromStart: true, up, down }, [paired(at, member.card.name)]);
}

/** A channel that is here already came from somebody who repeats another's. */
export function addOnce(tx: Writing, thread: ThreadRecord): boolean {
  if (tx.get('thread', thread.id)) return false;
  addThread(tx, thread);
  return true;
}
