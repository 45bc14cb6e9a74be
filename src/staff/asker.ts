import type { Asker, Prove } from '../client/asker.ts';
import { loadChunk } from '../client/browser-chunk.ts';
import type { Env } from '../client/env.ts';
import type { Login } from '../client/settings.ts';

/** A login that signs what it asks. The cryptography comes with its first request. */
export function askerOf(env: Env, login: Login): Asker {
  let prover: Promise<Prove | null> | undefined;
  const make = async (): Promise<Prove | null> => {
    const { createProver } = await loadChunk(() => import('../crypto/prove.ts'));
    return createProver(login.device, login.keys, () => Date.parse(env.now()));
  };
  // A chunk that did not come is asked for again the next time.
  const ready = () => (prover ??= make().catch((error: unknown) => ((prover = undefined), Promise.reject(error))));
  return { device: login.device, prove: async (...said) => (await ready())?.(...said) ?? null };
}
