import { loadChunk } from '../client/browser-chunk.ts';
import type { Asker } from '../client/asker.ts';
import type { Env } from '../client/env.ts';
import { createChannelEngine } from './engine.ts';
import type { ChannelOptions } from './engine.ts';
import { channelEnv } from './env.ts';
import type { ChannelEngine } from './types.ts';

/** The private channel of one login, in the browser: everything that a conversation needs, and the first code of it that is loaded. */
export function openChannelEngine({ env, me, ...options }: Pick<ChannelOptions, 'name' | 'sealing' | 'root'> & { readonly env: Env; readonly me: Asker }): Promise<ChannelEngine> {
  return createChannelEngine({ ...options, env: channelEnv(env), tickets: (kind) => loadChunk(() => import('./tickets.ts')).then((code) => code.askTickets(env, me, kind)) });
}
