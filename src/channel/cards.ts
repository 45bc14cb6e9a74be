import type { Member, Self, ThreadRecord } from './records.ts';
import type { Card } from './types.ts';

// What somebody says of themselves, as it comes: cards are counted by whoever says them, because a mailbox may turn what it
// holds round, or give an older one again.

export interface SaidCard {
  readonly card: Card;
  readonly away: string | null;
  readonly turn: number;
}

const textOf = ({ card: { name, organisation, phone, hours, promise }, away }: Omit<SaidCard, 'turn'>): string =>
  JSON.stringify([name, organisation, phone, hours, promise, away]);

/** Two of somebody's devices may have spoken at once, under one number: everybody keeps the same of the two. */
export function isNewer(said: SaidCard, { card, away, said: known = 0 }: Pick<Self, 'card' | 'away' | 'said'>): boolean {
  return said.turn > known || (said.turn === known && (card === null || textOf(said) > textOf({ card, away })));
}

/** Screens call people by their first name. */
const called = (name: string): string => name.normalize('NFKC').trim().toLowerCase().split(/\s+/u)[0] ?? '';

/** The thread with the card of one member changed; as it was where they have said something newer already. */
export function withCard(thread: ThreadRecord, from: Member, said: SaidCard, self: Pick<Self, 'card'>, at: string): ThreadRecord {
  const member = thread.members.find(({ chain }) => chain.genesis === from.chain.genesis);
  if (!member || !isNewer(said, member)) return thread;
  const was = member.card.name;
  // A deputy who takes somebody else's name, the contact person's above all, would be taken for them: the name stays.
  const others = [self.card?.name ?? '', ...thread.members.filter((one) => one !== member).map(({ card }) => card.name)];
  const isTaken = member.role === 'deputy' && others.some((name) => called(name) === called(said.card.name));
  const card = isTaken ? { ...said.card, name: was } : said.card;
  // Who has another name, organisation or telephone than was vouched for is vouched for no more.
  const isSame = card.name === was && card.organisation === member.card.organisation && card.phone === member.card.phone;
  const next = { ...member, card, away: said.away, said: said.turn, vouched: member.vouched && isSame };
  const events = card.name === was ? thread.events : [...thread.events, { at, what: 'renamed' as const, name: card.name, was }];
  return { ...thread, events, members: thread.members.map((one) => (one === member ? next : one)) };
}
