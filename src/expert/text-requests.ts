import { commentPurpose } from '../domain/comment-facts.ts';
import { notePurpose } from '../domain/answer-facts.ts';
import type { Live } from '../client/state.ts';
import type { Reason } from '../domain/reason.ts';
import { reflectionPurpose } from '../domain/reflection.ts';
import { headOf } from '../domain/request.ts';
import type { TextOf, TextRequest } from '../domain/request.ts';
import { refuse } from '../domain/schema.ts';
import type { Result } from '../domain/schema.ts';
import type { Expert } from './context.ts';
import { coordinatorReaders } from './trusted.ts';

/** The sealed text that somebody asks for, and what its envelope is bound to. */
export function textOf(live: Live, { kind, id }: TextOf): { readonly sealed: string; readonly purpose: string } | undefined {
  const sealed = kind === 'answer' ? live.get('answer', id)?.note : live.get(kind, id)?.sealed;
  const purpose = kind === 'answer' ? notePurpose(id) : kind === 'comment' ? commentPurpose(id) : reflectionPurpose(id);
  return sealed ? { sealed, purpose } : undefined;
}

/** Opens what was written and seals the same for those who could read it until now, and for whoever asks. */
export async function give(expert: Expert, request: TextRequest): Promise<Result<string, Reason | 'not-sealed'>> {
  const { engine } = expert;
  const text = textOf(engine.live.value, request.of);
  const sealer = await expert.sealer().catch(() => undefined);
  if (!text || !sealer) return refuse('not-sealed');
  const opened = await sealer.open(text.sealed, text.purpose, [engine.me.by]);
  if (opened.kind !== 'opened' || typeof opened.payload !== 'object' || opened.payload === null) return refuse('not-sealed');
  // Whoever has left, or has no device that this phone trusts, cannot be sealed to any more.
  const can = await coordinatorReaders(expert);
  const sealed = await sealer.seal([...new Set([...opened.readers.filter((one) => can.includes(one)), request.by])], text.purpose, opened.payload);
  return sealed.ok ? engine.commit('request/give', { request: request.id, was: headOf(text.sealed), sealed: sealed.value }) : refuse('not-sealed');
}

export const refuseRequest = ({ engine }: Expert, { id }: TextRequest): Promise<Result<string, Reason>> => engine.commit('request/refuse', { request: id });
