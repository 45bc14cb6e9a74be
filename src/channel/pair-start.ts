import { toBase64url } from '../crypto/base64url.ts';
import { checkVouch } from '../crypto/card.ts';
import { createPairingCode, readPairingCode } from '../crypto/pairing-code.ts';
import { guestBundle, guestHello, startGuest } from '../crypto/pairing-guest.ts';
import type { PairingPeer } from '../crypto/pairing-state.ts';
import { startHost } from '../crypto/pairing.ts';
import { createStoredKeys } from '../crypto/stored-keys.ts';
import { ok, refuse } from '../domain/result.ts';
import type { Result } from '../domain/result.ts';
import { addDays, dayOf } from '../domain/time.ts';
import { mailLimits } from '../protocol/mailbox-limits.ts';
import type { Core } from './core.ts';
import { OWN_DEVICES_MAX, signerOf } from './devices.ts';
import { fitCard } from './fit-card.ts';
import type { KeepProblem, Place } from './meet.ts';
import { signerOfKeys } from './pair-guest.ts';
import type { Tools } from './pair-host.ts';
import type { PairingRecord } from './pair-record.ts';
import { bytesOf } from './own-bytes.ts';
import type { Card, Pairing, PairingProblem } from './types.ts';
import { ownVouch } from './vouch.ts';

// How a pairing begins. Until the mailbox has answered nothing is kept, so that a try without a network leaves nothing.

export interface Begun {
  readonly record: PairingRecord;
  readonly card: Card;
}

type Starting = Promise<Result<Begun, PairingProblem>>;

const problemOf = (reason: KeepProblem): PairingProblem =>
  (reason === 'busy' || reason === 'no-network' ? reason : reason === 'refused' ? 'busy' : 'wrong-code');

const fresh = { v: 1, rev: 0, why: null, thread: null, ends: false, isHidden: false } as const;

/** A code, and the first step at its place. */
export async function beginHost({ core, keeper }: Tools, what: Pairing['what'], said: Card): Starting {
  const card = fitCard(said);
  // A phone that is lost takes the messages on their way with it, where there is nothing else that opens them.
  const live = core.store.get('self', '')?.chain.live.length ?? 0;
  if ((what === 'channel' && live < 2) || (what === 'device' && live >= OWN_DEVICES_MAX)) return refuse('not-ready');
  const meets = await core.tickets('meet');
  if (!meets.ok) return meets;
  const boxes = what === 'device' ? ok([]) : await core.tickets('box');
  if (!boxes.ok) return boxes;

  const { self } = await core.me();
  const started = await startHost({ what, code: createPairingCode(), entries: self.entries, by: self.id, card, vouch: ownVouch(core.store, dayOf(core.env.now())) });
  if (!started) return refuse('not-ready');
  const { state, bytes } = started;
  const [ticket] = meets.value;
  const written = await keeper.write(placeOf(state.meet), 0, bytes, ticket === undefined ? undefined : bytesOf(ticket));
  if (!written.ok) return refuse(problemOf(written.reason));
  const until = addDays(core.env.now().slice(0, 10), mailLimits.meetingDays);
  const record: PairingRecord = {
    ...fresh, role: 'host', what, card, state, step: 'waiting', until, vouched: false, out: [], knew: self.chain.seq,
    channel: null, tickets: boxes.value, isMade: false, shown: self.entries.map(({ body }) => body),
  };
  return ok({ record, card });
}

/** Reads what the host has put there, and makes the answer. */
export async function beginGuest({ core, keeper }: Tools, typed: string, said: Card, expected: Pairing['what']): Starting {
  const card = fitCard(said);
  const code = readPairingCode(typed);
  if (code === null) return refuse('mistyped');
  const begun = await startGuest({ code });
  const there = await keeper.read(placeOf(begun.meet), 0);
  if (!there.ok) return refuse(problemOf(there.reason));
  if (!there.value) return refuse('wrong-code');
  const state = await guestBundle(begun, there.value);
  if (!state?.peer || !state.what) return refuse('altered');
  // Before anything is answered: what the code is for is the host's word, and what the guest wants is the guest's.
  if (state.what !== expected) return refuse('other-kind');
  const vouched = await isVouched(core, state.peer);
  if (vouched === 'forged') return refuse('altered');

  // A device that is something to others already does not become another: not somebody else's, nor on the other side.
  const joins = state.what === 'device';
  const threads = core.store.all('thread');
  if (joins && threads.length > 0) return refuse('not-ready');
  if (threads.some(({ role }) => (role === 'expert') !== (state.what === 'channel'))) return refuse('wrong-code');
  const keys = joins ? await createStoredKeys() : null;
  const self = joins ? null : (await core.me()).self;
  const me = keys ? await signerOfKeys(keys) : await signerOf(await core.me());
  const hello = await guestHello(state, { entries: self?.entries ?? [], card, me });
  if (!hello) return refuse('altered');
  const record: PairingRecord = {
    ...fresh, role: 'guest', what: state.what, card, state: hello.state, step: 'waiting', until: null, vouched, keys,
    out: [{ step: 1, bytes: toBase64url(hello.bytes) }], knew: self?.chain.seq ?? 0,
  };
  return ok({ record, card });
}

/** Whether somebody outside the project vouches for this very card. A vouch that is none is worse than no vouch. */
async function isVouched({ root, env }: Pick<Core, 'root' | 'env'>, { vouch, chain, card }: PairingPeer): Promise<boolean | 'forged'> {
  if (root === null || vouch === null) return false;
  const vouched = chain && (await checkVouch(vouch, { root, genesis: chain.genesis, today: dayOf(env.now()) }));
  if (!vouched) return 'forged';
  return vouched.name === card.name && vouched.organisation === card.organisation && vouched.phone === card.phone;
}

const placeOf = ({ id, token }: { readonly id: string; readonly token: string }): Place => ({ id: bytesOf(id), token: bytesOf(token) });
