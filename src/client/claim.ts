import { effect } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { Asker } from './asker.ts';
import type { Env } from './env.ts';
import { renewCookie } from './renew.ts';
import type { Renewed } from './renew.ts';
import type { Settings } from './settings.ts';

// A browser writes a new cookie to the disk later than it says so: Chromium up to half a minute (commit interval of its
// SQLite cookie store), IndexedDB at once. Killed in between, a phone has its login and not the cookie, and the link is
// used up. The device's key gets it a new one, for as long as the server lets the login live; where the reply to the
// redeeming itself was lost, the claim of that link does.

/** A start of the app that is this far from the redeeming is another run of the browser, and its cookie comes from the disk. */
const another = 3_600_000;

/** A new cookie for a login that the server did not find. What could bring it back goes where it has ended. */
export async function renewLogin(env: Env, settings: Settings, me: Asker): Promise<Renewed> {
  const renewed = await renewCookie(env, me);
  if (renewed !== 'signed-out' && renewed !== 'closed') return renewed;
  const proof = (await settings.logins()).find((one) => one.device === me.device)?.proof;
  if (proof !== undefined) await settings.dropClaim(proof);
  return renewed;
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
