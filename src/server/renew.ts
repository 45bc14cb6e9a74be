import type { Proven, Proofs } from './proof.ts';
import type { Db } from './db/sql.ts';
import { ok, refuse } from '../domain/schema.ts';
import type { Result } from '../domain/schema.ts';
import { isMarked } from './login-key.ts';
import { actingOf, findStored, loginCookie, loginReply, renewToken } from './login.ts';
import type { LoginReply } from '../protocol/login.ts';

interface Renewal {
  readonly db: Db;
  readonly loginKey: Uint8Array;
  readonly proofs: Proofs;
}

/**
 * A new cookie for a device that proves that it is this device: its browser lost the old one, or the service was restored.
 * To a device that was closed it says so, and only to that device itself: it erases what it has then. `signed-out` where
 * nobody closed it and yet it has no login: it keeps everything.
 */
export async function renewLogin({ db, loginKey, proofs }: Renewal, request: Proven, now: string): Promise<Result<{ login: LoginReply; cookie: string }>> {
  const stored = await findStored(db, request.device);
  if (!stored || stored.sig === null) return refuse('signed-out');
  const problem = await proofs.problem(request, stored.sig);
  if (problem) return refuse(problem);
  if (stored.revoked !== null) return refuse(stored.ended === 'closed' && isMarked(loginKey, stored) ? 'device-closed' : 'signed-out');
  const acting = await actingOf(db, loginKey, stored, now);
  if (!acting) return refuse('signed-out');
  const token = await renewToken(db, request.device, now);
  return ok({ login: await loginReply(db, acting, request.device), cookie: loginCookie(request.device, token) });
}
