import type { Live } from '../../client/state.ts';
import { isLate } from '../../domain/fee-late.ts';
import type { Fee } from '../../domain/fee.ts';
import { isOpenForAnswers } from '../../domain/session-facts.ts';
import type { Invitation } from '../../domain/invitation.ts';
import type { Session } from '../../domain/session.ts';
import { dayOf } from '../../domain/day.ts';
import { openChoices } from '../choices.ts';
import { cancelledSeenKey, contactKey, reflectionKey, replySeenKey } from '../draft-keys.ts';
import { firstName } from '../first-name.ts';
import type { Contact } from '../people.ts';
import { standOf } from '../stand.ts';
import type { Stand } from '../stand.ts';

/** The one big card. It follows the moment: nearest first, and what is asked of the person after what is on today. */
export type Moment =
  | { readonly kind: 'after' | 'again' | 'invitation'; readonly session: Session }
  | { readonly kind: 'today' | 'eve' | 'before'; readonly session: Session; readonly choices: number }
  | { readonly kind: 'nothing' };

/** A small card: something that waits for the person, and only that there is something. */
export type Small =
  | { readonly kind: 'message' }
  | { readonly kind: 'fee'; readonly fee: Fee; readonly late: boolean }
  | { readonly kind: 'reply'; readonly session: string }
  | { readonly kind: 'session'; readonly session: Session; readonly words: 'home:invitation' | 'home:again' | 'home:cancelled' | 'home:declined' }
  /** More than one. */
  | { readonly kind: 'invitations' }
  /** "How did it go?", where something else has the big card. */
  | { readonly kind: 'after'; readonly session: Session };

export interface HomeView {
  readonly name: string;
  readonly big: Moment;
  readonly small: readonly Small[];
}

/** "How did it go?" is asked until this long after the end. */
const askedFor = 48 * 3_600_000;
const aDay = 24 * 3_600_000;
// Four where the design has three: a cancellation of tomorrow must not hide a fee that is late, nor be hidden by it.
const smallMost = 4;

/** Under this key the phone keeps that home is not to ask about a session. */
export const notNowKey = (session: string): string => `not-now:${session}`;

/** What home shows at this moment (ux.md 2.2). `now`: instant; `drafts`: what is unsent on this phone, by key. */
export function homeView(live: Live, me: string, now: string, drafts: ReadonlyMap<string, unknown> = new Map()): HomeView {
  const mine = live.all('invitation').filter((one) => one.person === me).flatMap((invitation): readonly Invited[] => {
    const session = live.get('session', invitation.session);
    return session ? [{ invitation, session, stand: standOf(live, session, invitation, now) }] : [];
  }).sort((a, b) => (a.session.starts < b.session.starts ? -1 : 1));
  const asked = mine.flatMap(({ session, stand }): readonly Asked[] => {
    if (stand === 'asked-again') return [{ kind: 'session', session, words: 'home:again' }];
    const isOff = session.state === 'cancelled';
    // Until it is over there is a number to call, and perhaps a way back.
    if (session.ends > now && stand === (isOff ? 'accepted' : 'declined')) return [{ kind: 'session', session, words: isOff ? 'home:cancelled' : 'home:declined' }];
    return stand === 'open' && isOpenForAnswers(session, now) ? [{ kind: 'session', session, words: 'home:invitation' }] : [];
  });
  const over = justOver(live, me, now, drafts, mine);
  const big = momentOf(live, now, mine, asked, over);
  const besides = (words: Asked['words']) => asked.filter((one) => one.words === words && !('session' in big && big.session === one.session));
  const invitations = besides('home:invitation');
  const [known, news] = [true, false].map((seen) => besides('home:cancelled').filter(({ session }) => drafts.has(cancelledSeenKey(session.id)) === seen)) as [Asked[], Asked[]];
  const small: readonly Small[] = [
    ...messageCards(drafts.get(contactKey) as Partial<Contact> | undefined),
    // Who does not know of it goes there in vain.
    ...news,
    ...feeCards(live, me, now),
    ...replyCards(live, me, now, drafts),
    ...besides('home:again'),
    ...(over && big.kind !== 'after' ? [{ kind: 'after', session: over } as const] : []),
    // However many there are, they take no more than one place.
    ...(invitations.length > 1 ? [{ kind: 'invitations' } as const] : invitations),
    ...[...known, ...besides('home:declined')].slice(0, 1),
  ];
  return { name: firstName(live.get('person', me)?.name ?? ''), big, small: small.slice(0, smallMost) };
}

interface Invited {
  readonly invitation: Invitation;
  readonly session: Session;
  readonly stand: Stand;
}

type Asked = Extract<Small, { kind: 'session' }>;

function momentOf(live: Live, now: string, mine: readonly Invited[], asked: readonly Asked[], over: Session | undefined): Moment {
  const offer = (words: Asked['words']) => asked.find((one) => one.words === words)?.session;
  const accepted = mine.filter(({ stand, session }) => stand === 'accepted' && session.state !== 'cancelled');
  const next = accepted.find(({ session }) => session.ends > now);
  const choices = next ? openChoices(live, next.session, next.invitation) : 0;
  if (next && dayOf(next.session.starts) <= dayOf(now)) return { kind: 'today', session: next.session, choices };
  const again = offer('home:again');
  if (again) return { kind: 'again', session: again };
  if (next && Date.parse(next.session.starts) - Date.parse(now) <= aDay) return { kind: 'eve', session: next.session, choices };
  if (over) return { kind: 'after', session: over };
  if (next) return { kind: 'before', session: next.session, choices };
  const open = offer('home:invitation');
  return open ? { kind: 'invitation', session: open } : { kind: 'nothing' };
}

/** The last session that home still asks about. */
function justOver(live: Live, me: string, now: string, drafts: ReadonlyMap<string, unknown>, mine: readonly Invited[]): Session | undefined {
  const last = mine.findLast(({ stand, session }) => stand === 'accepted' && session.state !== 'cancelled' && session.ends <= now && Date.parse(now) - Date.parse(session.ends) <= askedFor)?.session;
  return last && !isThoughtAbout(live, me, last.id, drafts) ? last : undefined;
}

/** Begun, sent, or "not now": then home does not ask. */
function isThoughtAbout(live: Live, me: string, session: string, drafts: ReadonlyMap<string, unknown>): boolean {
  if (drafts.has(reflectionKey(session)) || drafts.has(notNowKey(session))) return true;
  return live.all('reflection').some((one) => one.person === me && one.session === session);
}

// What stands there watch-channel.ts has written; people.ts checks it, and is not in the first load.
function messageCards(contact: Partial<Contact> | undefined): Small[] {
  return contact?.news ? [{ kind: 'message' }] : [];
}

function feeCards(live: Live, me: string, now: string): Small[] {
  const fees = live.all('fee').filter((fee) => fee.person === me && fee.state !== 'paid');
  const late = fees.find((fee) => isLate(fee, dayOf(now)));
  const stalled = late ?? fees.find((fee) => fee.stall !== null);
  return stalled ? [{ kind: 'fee', fee: stalled, late: late !== undefined }] : [];
}

/** A question that has its answer, until the person has seen it, marks it clear or asks again. */
function replyCards(live: Live, me: string, now: string, drafts: ReadonlyMap<string, unknown>): Small[] {
  const sessions = live.all('answer').flatMap((answer) => {
    if (answer.person !== me || answer.answer !== 'ask' || !answer.reply || (answer.asked && answer.reply.at < answer.asked)) return [];
    if (drafts.get(replySeenKey(answer.id)) === answer.reply.at) return [];
    const session = live.get('session', live.get('invitation', answer.invitation)?.session ?? '');
    return session && session.ends > now ? [session.id] : [];
  });
  return sessions[0] === undefined ? [] : [{ kind: 'reply', session: sessions[0] }];
}
