import { call } from '../../../client/call.ts';
import type { DraftOf } from '../../../client/drafts.ts';
import type { Reason } from '../../../domain/reason.ts';
import { ok, refuse } from '../../../domain/result.ts';
import type { Result } from '../../../domain/result.ts';
import type { Ride } from '../../../domain/ride.ts';
import { rideLinkReplySchema } from '../../../protocol/ride.ts';
import type { StaffEngine } from '../../context.ts';
import type { MadeLink } from '../../links.ts';
import type { RideTimes } from './form.ts';
import { loadChunk } from '../../../client/browser-chunk.ts';

export const ridePlanKey = (invitation: string): string => `ride-plan:${invitation}`;
export const rideBKey = (ride: string): string => `ride-b:${ride}`;

/** Plans the ride; `before`: as it stands here, so that nothing of a colleague's is overwritten. */
export function planRide(engine: StaffEngine, invitation: string, times: RideTimes, before: Ride | undefined, clearDraft: DraftOf): Promise<Result<string, Reason>> {
  const was = before && { from: before.from, ...(before.to !== undefined && { to: before.to }), leaves: before.leaves, back: before.back };
  return engine.commit('ride/plan', { invitation, ...times, ...(was && { was }) }, { clearDraft });
}

export const planRideB = (engine: StaffEngine, { id, state, planB }: Ride, plan: string, clearDraft: DraftOf): Promise<Result<string, Reason>> =>
  engine.commit('ride/plan-b', { ride: id, plan, was: { state, planB } }, { clearDraft });

/** A one-use link for whoever drives; the one before it ends. Needs the network there and then; what was committed before goes first. */
export async function linkForRide(engine: StaffEngine, ride: string): Promise<Result<MadeLink, Reason | 'unreachable'>> {
  const { createLinkSecret, rideProof } = await loadChunk(() => import('../../../crypto/link.ts'));
  await engine.sync.now();
  // The first call may only have joined an exchange that was about to end.
  if (engine.live.value.isPending('ride', ride)) await engine.sync.now();
  const secret = createLinkSecret();
  const answer = await call(engine.env, engine.me, '/api/rides/link', { ride, proof: await rideProof(secret) }, rideLinkReplySchema);
  if (answer.kind !== 'reply') return refuse(answer.kind === 'refused' ? answer.reason : 'unreachable');
  // The server has written down that somebody is asked.
  void engine.sync.now();
  return ok({ address: `${location.origin}/ride/#${secret}`, expires: answer.value.expires });
}
