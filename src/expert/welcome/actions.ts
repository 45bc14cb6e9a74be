import { enrol } from '../../client/enrol.ts';
import type { Enrol, Enrolment, Look } from '../../client/enrol.ts';
import type { Env } from '../../client/env.ts';
import { findSecret } from '../../client/link/find-secret.ts';
import { keepsCookies } from '../../client/link/keeps-cookies.ts';
import type { Settings } from '../../client/settings.ts';
import { setLanguage } from '../../ui/words.ts';
import type { Language } from '../../ui/words.ts';
import { loadChunk } from '../../client/browser-chunk.ts';

/** `unsaved`: the browser would not store; nothing was used up. */
export type Found = Look | { readonly kind: 'unsaved' };
export type Done = Enrolment | { readonly kind: 'unsaved' };

export interface Welcome {
  look(): Promise<Found>;
  redeem(): Promise<Done>;
}

/** The steps of one link. The cryptography comes with the first of them; without a network it may be missing. */
export function openLink(env: Env, settings: Settings, secret: string): Welcome {
  let ready: Enrol | undefined;
  async function steps(): Promise<Enrol | undefined> {
    const crypto = await loadChunk(() => import('../../crypto/enrol-crypto.ts')).catch(() => undefined);
    ready ??= crypto && enrol(env, settings, crypto.enrolCrypto, secret, keepsCookies);
    return ready;
  }
  // What a browser throws when it has no room or lets nobody store; anything else is a bug.
  const unsaved = (error: unknown) => {
    if (!(error instanceof DOMException)) throw error;
    return { kind: 'unsaved' } as const;
  };
  return {
    look: async () => (await steps())?.look().catch(unsaved) ?? { kind: 'unreachable' },
    redeem: async () => (await steps())?.redeem().catch(unsaved) ?? { kind: 'unreachable' },
  };
}

export const readPasted = (text: string): string | null => findSecret(text);

/** False where the words of the language are neither here nor reachable: then the old language stays. */
export async function chooseLanguage(settings: Settings, language: Language): Promise<boolean> {
  try {
    await setLanguage(language);
    await settings.set('language', language);
    return true;
  } catch {
    return false;
  }
}

/**
 * A tab of Safari on an iPhone or iPad, not the app on its home screen. What is stored in the one is not seen by the
 * other, and Safari deletes a site's storage after seven days without a visit (WebKit, Full Third-Party Cookie Blocking, 2020).
 */
export function isSafariTab(): boolean {
  return 'standalone' in navigator && navigator.standalone === false;
}

export async function copyLink(secret: string): Promise<void> {
  await navigator.clipboard?.writeText(`${location.origin}/#${secret}`).catch(() => undefined);
}
