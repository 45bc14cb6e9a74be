import type { Drafts } from '../../client/drafts.ts';
import { navigate } from '../../ui/router.tsx';
import { reflectionKey } from '../draft-keys.ts';
import { notNowKey } from './view.ts';

/** The five answers to "How did it go?", as crypto/message.ts names them. */
export const hows = ['well', 'ok', 'both', 'heavy', 'unsure'] as const;
export type How = (typeof hows)[number];

/** One tap begins a draft of own thoughts on this phone and opens it. Nothing is sent, and the address carries no word of it. */
export async function beginReflection(drafts: Drafts, session: string, how: How): Promise<void> {
  // On a full phone it is on the screen all the same; the next one says so.
  await drafts.save(reflectionKey(session), { how }).catch(() => undefined);
  navigate(`/o/${session}`);
}

/** Home does not ask again about this session; writing stays possible from its page. */
export const notNow = (drafts: Drafts, session: string): Promise<void> => drafts.save(notNowKey(session), true);
