import type { Engine } from '../../client/engine.ts';

/** What would be lost by leaving this device. */
export interface Losses {
  /** Things that the server has not got, and things that it would not take. */
  readonly unsent: number;
  /** Messages that are typed and not sent. */
  readonly messages: number;
  /** Own thoughts, which lie on this phone and nowhere else. */
  readonly thoughts: number;
}

export function lossesOf(engine: Pick<Engine, 'pending' | 'refused' | 'drafts'>): Losses {
  const drafts = [...engine.drafts.all.value];
  return {
    unsent: engine.pending.value.filter((op) => !op.settled).length + engine.refused.value.length,
    messages: drafts.filter(([key, value]) => key.startsWith('message:') && value !== '').length,
    thoughts: drafts.filter(([key]) => key.startsWith('reflection:')).length,
  };
}
