import { effect } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Env } from './env.ts';
import { redeemLink } from './login.ts';
import type { Settings } from './settings.ts';

// A browser writes a new cookie to the disk later than it says so: Chromium up to half a minute (commit interval of its
// SQLite cookie store), IndexedDB at once. Killed in between, a phone has its login and not the cookie, and the link is
// used up. The claim of that link gets the same login again, for as long as the server lets it live.

/** In the words of a drain (drain.ts), which goes on or ends with it. */
export type Renewed = 'renewed' | 'signed-out' | 'outage';

/** A start of the app that is this far from the redeeming is another run of the browser, and its cookie comes from the disk. */
const another = 3_600_000;

/**
 * Asks for a login again whose cookie the server does not find: the same device with the same keys and a new cookie.
 * `signed-out`: there is no claim any more, or the server refuses it, as it does after somebody closed the device.
 */
export async function renewLogin(env: Env, settings: Settings, device: string): Promise<Renewed> {
  const proof = (await settings.logins()).find((one) => one.device === device)?.proof;
  const claim = proof === undefined ? undefined : await settings.claim(proof);
  if (!claim?.redeemed) return 'signed-out';
  const { card } = claim.redeemed;
  const answer = await redeemLink(env, { proof: claim.proof, claim: claim.claim, device: card });
  if (answer.kind === 'reply') {
    // This cookie is as young as the first one was.
    await settings.saveClaim({ ...claim, redeemed: { at: env.now(), card } });
    return 'renewed';
  }
  if (answer.kind === 'unreachable' || answer.reason === 'busy') return 'outage';
  await settings.dropClaim(claim.proof);
  return 'signed-out';
}

/**
 * Lets the claim of a login go once a later start of the app has had an answer of the server: the cookie has lasted.
 * Called at a start of the app, with when the server last answered. Returns what stops it.
 */
export function letClaimGo(env: Pick<Env, 'now'>, settings: Settings, device: string, answered: ReadonlySignal<string | null>): () => void {
  const started = env.now();
  let isAnswered = false;
  return effect(() => {
    if (answered.value === null || isAnswered) return;
    isAnswered = true;
    // A store that is full keeps it until another start.
    void dropLasted(settings, device, started).catch(() => undefined);
  });
}

async function dropLasted(settings: Settings, device: string, started: string): Promise<void> {
  const proof = (await settings.logins()).find((one) => one.device === device)?.proof;
  const at = proof === undefined ? undefined : (await settings.claim(proof))?.redeemed?.at;
  // Either way: the clock may have been put right in between.
  if (proof !== undefined && at !== undefined && Math.abs(Date.parse(started) - Date.parse(at)) >= another) await settings.dropClaim(proof);
}
