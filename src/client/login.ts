import { object } from '../domain/schema.ts';
import { linkReplySchema, loginReplySchema, lookReplySchema } from '../protocol/login.ts';
import type { ChainRequest, LinkRequest, LoginReply, LookReply, RedeemRequest } from '../protocol/login.ts';
import { call } from './call.ts';
import type { Answer } from './call.ts';
import type { Asker } from './asker.ts';
import type { Env } from './env.ts';

/** The exchanges of protocol/login.ts. None of them is queued: they need the network there and then, and say so. */
export const lookAtLink = (env: Env, proof: string): Promise<Answer<LookReply>> => call(env, null, '/api/links/look', { proof }, lookReplySchema);

/** Signed by the key that it brings: nobody signs in with a key that they only know the public half of. */
export const redeemLink = (env: Env, by: Asker, request: RedeemRequest): Promise<Answer<LoginReply>> => call(env, by, '/api/links/redeem', request, loginReplySchema);

export const makeLink = (env: Env, by: Asker, request: LinkRequest): Promise<Answer<{ expires: string }>> => call(env, by, '/api/links', request, linkReplySchema);

export const whoAmI = (env: Env, by: Asker): Promise<Answer<LoginReply>> => call(env, by, '/api/login', undefined, loginReplySchema);

export const closeDevices = (env: Env, by: Asker, person: string): Promise<Answer<Record<never, never>>> => call(env, by, '/api/login/close', { person }, object({}));

export const leaveLogin = (env: Env, by: Asker): Promise<Answer<Record<never, never>>> => call(env, by, '/api/login/leave', {}, object({}));

export const continueChain = (env: Env, by: Asker, request: ChainRequest): Promise<Answer<Record<never, never>>> => call(env, by, '/api/login/chain', request, object({}));
