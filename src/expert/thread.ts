import type { ChannelState, Thread } from '../channel/types.ts';

/** The conversation that one writes in; where none is open, the newest there was. */
export function threadNow({ threads }: ChannelState): Thread | undefined {
  const mine = threads.filter((thread) => thread.kind === 'channel' && thread.side === 'expert');
  return mine.find((thread) => thread.state === 'open') ?? mine[0];
}

/** Conversations that came before it, newest first. */
export function olderThreads(state: ChannelState): readonly Thread[] {
  const now = threadNow(state);
  return state.threads.filter((thread) => thread.kind === 'channel' && thread.side === 'expert' && thread !== now);
}
