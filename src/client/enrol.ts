import type { Reason } from '../domain/reason.ts';
import type { LookReply, RedeemRequest } from '../protocol/login.ts';
import { renewLogin } from './claim.ts';
import type { Asker, Prove } from './asker.ts';
import type { Env } from './env.ts';
import { lookAtLink, redeemLink, whoAmI } from './login.ts';
import type { Claim, Login, Settings } from './settings.ts';

type Card = RedeemRequest['device'];

/** The cryptography of logging in, handed in because it is loaded late; `enrolCrypto` of crypto/enrol-crypto.ts fits. */
export interface EnrolCrypto {
  isLinkSecret(text: string): boolean;
  linkProof(secret: string): Promise<string>;
  /** 32 random bytes, base64url. */
  newClaim(): string;
  /** The keys of a new device. Opaque here: they go into the store as they are. */
  createKeys(): Promise<unknown>;
  /** The keys that came with a link to a device of one's own; null when they do not open. */
  openKeys(wrapped: string, secret: string, card: Card): Promise<unknown>;
  /** The public half of stored keys; null when these are no device keys. */
  cardOf(device: string, keys: unknown): Promise<Card | null>;
  /** What signs this device's requests; null where the keys cannot. */
  prover(device: string, keys: unknown): Promise<Prove | null>;
}

export type Look =
  /** The link is good. `known`: this person is signed in here already; `others`: whoever else is. */
  | { readonly kind: 'invited'; readonly invited: LookReply; readonly known: Login | undefined; readonly others: readonly Login[] }
  /** This browser has begun to redeem the link and lost the reply: `redeem` asks for it again. */
  | { readonly kind: 'begun' }
  | { readonly kind: 'refused'; readonly reason: Reason; readonly others: readonly Login[] }
  | { readonly kind: 'unreachable' };

export type Enrolment =
  /** `name` is the person's name as it stands on the server. */
  | { readonly kind: 'signed-in'; readonly login: Login }
  | { readonly kind: 'refused'; readonly reason: Reason }
  /** This browser keeps no cookie, so it could not stay signed in. Nothing was used up. */
  | { readonly kind: 'no-cookies' }
  | { readonly kind: 'unreachable' };

export interface Enrol {
  /** Who is invited, and by whom? Uses nothing up. */
  look(): Promise<Look>;
  /** Makes this device a login. Safe to call again after `unreachable`, also after the app was closed in between. */
  redeem(): Promise<Enrolment>;
}

/**
 * One link's way to a login: look, redeem, keep. The claim and the keys are in the store before the server is first
 * asked, so that a lost reply costs nothing. Rejects only when the browser refuses to store.
 */
export function enrol(env: Env, settings: Settings, crypto: EnrolCrypto, secret: string, keepsCookies: () => boolean = () => true): Enrol {
  let redeeming: Promise<Enrolment> | undefined;

  async function look(): Promise<Look> {
    const others = await settings.logins();
    if (!crypto.isLinkSecret(secret)) return { kind: 'refused', reason: 'link-unknown', others };
    const proof = await crypto.linkProof(secret);
    const answer = await lookAtLink(env, proof);
    switch (answer.kind) {
      case 'reply': {
        const mine = others.find((login) => login.person === answer.value.person);
        const known = mine && !(await hasEnded(mine)) ? mine : undefined;
        return { kind: 'invited', invited: answer.value, known, others: others.filter((login) => login !== mine) };
      }
      case 'unreachable':
        return { kind: 'unreachable' };
      case 'refused':
        // The claim outlives the login's making: whoever opens a link again that let them in is told that they are in.
        if (answer.reason === 'link-used' && !others.some((login) => login.proof === proof) && (await settings.claim(proof))) return { kind: 'begun' };
        return { kind: 'refused', reason: answer.reason, others };
    }
  }

  async function redeem(): Promise<Enrolment> {
    if (!crypto.isLinkSecret(secret)) return { kind: 'refused', reason: 'link-unknown' };
    const proof = await crypto.linkProof(secret);
    const kept = await settings.claim(proof);
    // A store that was damaged in between has a claim without keys: nothing was redeemed with it, and it begins anew.
    const begun = kept && (await crypto.cardOf(kept.device, kept.keys)) ? kept : undefined;
    if (!keepsCookies()) return { kind: 'no-cookies' };
    const made = begun ? { kind: 'claim' as const, claim: begun } : await begin(proof);
    if (made.kind !== 'claim') return made;
    const { claim } = made;
    const card = await crypto.cardOf(claim.device, claim.keys);
    if (!card) throw new Error('the store gave back keys that are none');
    const prove = await crypto.prover(claim.device, claim.keys);
    if (!prove) throw new Error('the store gave back keys that are none');
    const answer = await redeemLink(env, { device: claim.device, prove }, { proof, claim: claim.claim, device: card });
    if (answer.kind !== 'reply') return answer.kind === 'refused' ? { kind: 'refused', reason: answer.reason } : { kind: 'unreachable' };
    const { device, person, project, roles, name } = answer.value;
    await settings.saveClaim({ ...claim, redeemed: { at: env.now(), card } });
    const mine = (await settings.logins()).filter((one) => one.person === person);
    const same = mine.find((one) => one.device === device);
    // Signed in again on the same phone: the new login goes on with the old one's store, so that drafts and what waited stay.
    const before = mine.find((one) => one !== same);
    const store = same ? same.store : before && (before.store ?? before.device);
    const seals = (same ?? before)?.seals;
    const login: Login = { device, person, project, roles, name, proof, keys: claim.keys, ...(store === undefined ? {} : { store }), ...(seals === undefined ? {} : { seals }) };
    await settings.saveLogin(login, before);
    return { kind: 'signed-in', login };
  }

  /** Keys and claim of a first try, stored before anything is asked. The device is new, or the one that the link carries. */
  async function begin(proof: string): Promise<{ kind: 'claim'; claim: Claim } | Exclude<Enrolment, { kind: 'signed-in' }>> {
    const looked = await lookAtLink(env, proof);
    if (looked.kind === 'unreachable') return { kind: 'unreachable' };
    if (looked.kind === 'refused') return { kind: 'refused', reason: looked.reason };
    const carried = looked.value.device;
    // With the keys that this phone had, what was sealed to it can still be read.
    const before = (await settings.logins()).find((one) => one.person === looked.value.person);
    const old = before && (await crypto.cardOf(before.device, before.keys)) ? before.keys : undefined;
    const keys = carried ? await crypto.openKeys(carried.keys, secret, carried) : (old ?? (await crypto.createKeys()));
    if (keys === null) return { kind: 'refused', reason: 'link-unknown' };
    const claim: Claim = { proof, claim: crypto.newClaim(), device: carried?.id ?? env.newId(), keys };
    await settings.saveClaim(claim);
    return { kind: 'claim', claim };
  }

  /** Was this login closed, did it run out, or has it lost its key? Without an answer it counts as good. */
  async function hasEnded({ device, keys }: Login): Promise<boolean> {
    const prove = await crypto.prover(device, keys);
    if (!prove) return true;
    const me: Asker = { device, prove };
    const answer = await whoAmI(env, me);
    if (answer.kind !== 'refused' || answer.reason !== 'signed-out') return false;
    const renewed = await renewLogin(env, settings, me);
    return renewed === 'signed-out' || renewed === 'closed';
  }

  return {
    look,
    redeem() {
      redeeming ??= redeem().finally(() => {
        redeeming = undefined;
      });
      return redeeming;
    },
  };
}
