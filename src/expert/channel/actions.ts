import type { ChannelEngine, Card, SendProblem } from '../../channel/types.ts';
import type { Session } from '../../domain/session.ts';
import type { Expert } from '../context.ts';
import { aboutKey } from '../draft-keys.ts';
import { aboutWords } from './words.ts';

type Engine = Expert['engine'];

/** The session that is attached to what is being written; undefined for none. */
export function attachedTo({ drafts, live }: Engine): Session | undefined {
  const id = drafts.all.value.get(aboutKey);
  return typeof id === 'string' ? live.value.get('session', id) : undefined;
}

/** Attaches a session, or none. Rejects when the store is full. */
export const attach = ({ drafts }: Engine, session: string | null): Promise<void> => (session === null ? drafts.remove(aboutKey) : drafts.save(aboutKey, session));

/** Sends what is typed, with the session that is attached; undefined when it is in the store and on its way. Rejects when the store is full. */
export async function send(engine: Engine, channel: ChannelEngine, thread: string): Promise<SendProblem | undefined> {
  const session = attachedTo(engine);
  const done = await channel.send(thread, session ? aboutWords(session) : null);
  if (!done.ok) return done.reason;
  // The message is on its way; that its session stays for the next one as well is the lesser harm.
  if (session) await attach(engine, null).catch(() => undefined);
  return undefined;
}

/** What a young expert says of themselves to whom they are paired with: a name, which may be a nickname, and no more. */
export const cardOf = (name: string): Card => ({ name: name.trim(), organisation: '', phone: '', hours: '', promise: 0 });
