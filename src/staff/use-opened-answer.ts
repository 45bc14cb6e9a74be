import type { Answer } from '../domain/answer.ts';
import { usePromise } from '../ui/use-promise.ts';
import type { OpenedAnswer } from './answer-facts.ts';
import { openAnswer, toldNote } from './answer-facts.ts';
import { useStaff } from './context.ts';

/** The opened words of an answer; undefined while they are being opened. */
export function useOpenedAnswer(answer: Answer | undefined): OpenedAnswer | undefined {
  const { engine, sealer } = useStaff();
  const key = answer ? `${answer.id} ${toldNote(answer) ?? ''} ${answer.reply?.sealed ?? ''} ${engine.live.value.all('device').length}` : '';
  return usePromise(key, async () => (answer ? openAnswer(await sealer(), answer) : undefined));
}
