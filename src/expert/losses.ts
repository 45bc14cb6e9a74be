import type { Engine } from '../client/engine.ts';
import { noteKey, reflectionKey } from './draft-keys.ts';
import { contactOf } from './people.ts';
import { hasWords } from './unsent-notes.ts';

/** What is on this phone and nowhere else, as numbers. */
export interface Losses {
  /** Things that wait for the server. */
  readonly unsent: number;
  /** Things that the server would not take. */
  readonly aside: number;
  /** Private messages that wait to go, and the one that is typed. */
  readonly messages: number;
  /** Own words on the checklist that are typed and not saved. */
  readonly notes: number;
  readonly thoughts: number;
}

export function lossesOf(engine: Pick<Engine, 'pending' | 'refused' | 'drafts'>): Losses {
  const texts = [...textDrafts(engine.drafts.all.value).keys()];
  const count = (start: string) => texts.filter((key) => key.startsWith(start)).length;
  return {
    unsent: engine.pending.value.filter((op) => !op.settled).length,
    aside: engine.refused.value.length,
    messages: contactOf(engine)?.unsent ?? 0,
    notes: count(noteKey('')),
    thoughts: count(reflectionKey('')),
  };
}

/** The drafts that somebody wrote. The others are what the phone remembers for itself: how far was read, and the like. */
export const textDrafts = (drafts: ReadonlyMap<string, unknown>): ReadonlyMap<string, unknown> =>
  new Map([...drafts].filter(([key, value]) => key.startsWith(reflectionKey('')) || (key.startsWith(noteKey('')) && hasWords(value))));
