import type { Answer } from '../../domain/answer.ts';
import { replyPurpose } from '../../domain/answer-facts.ts';
import { ok, refuse } from '../../domain/result.ts';
import type { Result } from '../../domain/result.ts';
import type { Staff } from '../context.ts';
import type { Problem } from '../attempt.ts';
import { keepTypedOn } from '../typed-on.ts';

export const draftKey = (answer: string): string => `reply:${answer}`;

/** Replies to a question, sealed to the young person and to every coordinator who has opened Rasti. */
export async function sendReply({ engine, sealer, trust }: Staff, answer: Answer, text: string): Promise<Result<null, Problem>> {
  const live = engine.live.value;
  const ready = await sealer().catch(() => undefined);
  if (!ready) return refuse('no-sealing');
  const { devices } = await (await trust()).look();
  const hasDevice = (person: string) => devices.some((device) => device.person === person && device.state === 'live');
  const coordinators = live.all('person').filter((one) => one.id !== engine.me.by && one.roles.includes('coordinator') && hasDevice(one.id));
  const seal = (others: readonly string[]) =>
    ready.seal([answer.person, ...others], replyPurpose(answer.id), { text, at: engine.env.now() });
  const sealed = await seal(coordinators.map((one) => one.id));
  if (!sealed.ok) return refuse(sealed.reason);
  const done = await engine.commit('answer/reply', { answer: answer.id, sealed: sealed.value }, { clearDraft: { key: draftKey(answer.id), value: text } });
  if (!done.ok) return done;
  await keepTypedOn(engine, draftKey(answer.id), text);
  return ok(null);
}
