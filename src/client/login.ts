import { object } from '../domain/schema.ts';
import { linkReplySchema, loginReplySchema, lookReplySchema } from '../protocol/login.ts';
import type { ChainRequest, LinkRequest, LoginReply, LookReply, RedeemRequest } from '../protocol/login.ts';
import { call } from './call.ts';
import type { Answer } from './call.ts';
import type { Env } from './env.ts';

/** The exchanges of protocol/login.ts. None of them is queued: they need the network there and then, and say so. */
export const lookAtLink = (env: Env, proof: string): Promise<Answer<LookReply>> => call(env, null, '/api/links/look', { proof }, lookReplySchema);

export const redeemLink = (env: Env, request: RedeemRequest): Promise<Answer<LoginReply>> => call(env, null, '/api/links/redeem', request, loginReplySchema);

export const makeLink = (env: Env, device: string, request: LinkRequest): Promise<Answer<{ expires: string }>> => call(env, device, '/api/links', request, linkReplySchema);

export const whoAmI = (env: Env, device: string): Promise<Answer<LoginReply>> => call(env, device, '/api/login', undefined, loginReplySchema);

export const closeDevices = (env: Env, device: string, person: string): Promise<Answer<Record<never, never>>> => call(env, device, '/api/login/close', { person }, object({}));

export const leaveLogin = (env: Env, device: string): Promise<Answer<Record<never, never>>> => call(env, device, '/api/login/leave', {}, object({}));

export const continueChain = (env: Env, device: string, request: ChainRequest): Promise<Answer<Record<never, never>>> => call(env, device, '/api/login/chain', request, object({}));
