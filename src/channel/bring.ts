import type { ChannelEngine } from './types.ts';

/**
 * Takes over the channel that came along with a link, once: where nothing is here yet. A code that is used up, or no network:
 * nothing happens, and the next time it is tried again.
 */
export async function bring(channel: ChannelEngine, code: string | undefined): Promise<void> {
  if (code === undefined || channel.state.value.threads.length > 0) return;
  const done = await channel.restore(code).catch(() => null);
  // What lies there is what somebody opened the link for: not only with the next visit.
  if (done?.ok) void channel.look().catch(() => undefined);
}
