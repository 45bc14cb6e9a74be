import type { Channel, Message } from '../../domain/channel.ts';
import { messagePurpose } from '../../domain/channel.ts';
import { ok, refuse } from '../../domain/result.ts';
import type { Result } from '../../domain/result.ts';
import type { Staff, StaffEngine } from '../context.ts';
import type { Problem } from '../attempt.ts';
import { keepTypedOn } from '../typed-on.ts';

export const draftKey = (channel: string): string => `message:${channel}`;

/** Seals a message to the young person alone and queues it. The draft goes with it, unless somebody has typed on meanwhile. */
export async function sendMessage({ engine, sealer }: Staff, channel: Channel, text: string): Promise<Result<null, Problem>> {
  const id = engine.env.newId();
  const ready = await sealer().catch(() => undefined);
  if (!ready) return refuse('no-sealing');
  const sealed = await ready.seal([channel.expert], messagePurpose(channel.id, id), { text, at: engine.env.now() });
  if (!sealed.ok) return refuse(sealed.reason);
  const done = await engine.commit('message/send', { id, channel: channel.id, sealed: sealed.value }, { clearDraft: { key: draftKey(channel.id), value: text } });
  if (!done.ok) return done;
  await keepTypedOn(engine, draftKey(channel.id), text);
  return ok(null);
}

/** Says that a message was read. Only for one that is on the screen, opened, in a window that somebody looks at (use-look.ts). */
export async function markRead(engine: StaffEngine, message: Message): Promise<void> {
  await engine.commit('message/read', { message: message.id });
}
