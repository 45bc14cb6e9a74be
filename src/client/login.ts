import { object, parse } from '../domain/schema.ts';
import type { Schema } from '../domain/schema.ts';
import { linkReplySchema, loginReplySchema, lookReplySchema } from '../protocol/login.ts';
import type { LinkRequest, LoginReply, LookReply, RedeemRequest } from '../protocol/login.ts';
import type { Env } from './env.ts';
import { call } from './transport.ts';
import type { Answer } from './transport.ts';

const as = <T>(schema: Schema<T>) => (json: unknown) => parse(schema, json);

/** The exchanges of protocol/login.ts. None of them is queued: they need the network there and then, and say so. */
export const lookAtLink = (env: Env, proof: string): Promise<Answer<LookReply>> => call(env, null, 'POST', '/api/links/look', { proof }, as(lookReplySchema));

export const redeemLink = (env: Env, request: RedeemRequest): Promise<Answer<LoginReply>> => call(env, null, 'POST', '/api/links/redeem', request, as(loginReplySchema));

export const makeLink = (env: Env, device: string, request: LinkRequest): Promise<Answer<{ expires: string }>> =>
  call(env, device, 'POST', '/api/links', request, as(linkReplySchema));

export const whoAmI = (env: Env, device: string): Promise<Answer<LoginReply>> => call(env, device, 'GET', '/api/login', undefined, as(loginReplySchema));

export const closeDevices = (env: Env, device: string, person: string): Promise<Answer<Record<never, never>>> =>
  call(env, device, 'POST', '/api/login/close', { person }, as(object({})));

export const leaveLogin = (env: Env, device: string): Promise<Answer<Record<never, never>>> => call(env, device, 'POST', '/api/login/leave', {}, as(object({})));
