import { useState } from 'preact/hooks';
import type { Answer } from '../../../domain/answer.ts';
import { Button } from '../../../ui/Button.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { t } from '../../../ui/words.ts';
import { problemOf } from '../../attempt.ts';
import { useExpert } from '../../context.ts';
import { useItemState } from '../../item-state.ts';
import { ItemLine } from '../../ItemLine.tsx';
import { choose } from '../actions.ts';

type Value = NonNullable<Answer['answer']>;

const answers: readonly { readonly value: Value; readonly words: string }[] = [
  { value: 'clear', words: 'checklist:answer.clear' },
  { value: 'ask', words: 'checklist:answer.ask' },
  { value: 'skip', words: 'checklist:answer.skip' },
];

interface AnswersProps {
  invitation: string;
  item: string;
  answer: Answer | undefined;
  /** What the adults see to can be asked about, and not ticked. */
  only?: readonly Value[];
}

/** Clear, "I'll ask", not needed: as buttons, of which none has to be pressed. */
export function Answers({ invitation, item, answer, only }: AnswersProps) {
  const { engine } = useExpert();
  const [problem, setProblem] = useState<string>();
  return (
    <>
      <div class="buttons" role="group" aria-label={t('checklist:answer.label')}>
        {answers.filter(({ value }) => !only || only.includes(value)).map(({ value, words }) => {
          const isChosen = answer?.answer === value;
          return (
            // Pressed again, it is taken back.
            <Button key={value} pressed={isChosen} onPress={async () => setProblem(await problemOf(() => choose(engine, invitation, item, isChosen ? null : value)))}>
              {t(words)}
            </Button>
          );
        })}
      </div>
      {problem ? <Notice tone="wait">{problem}</Notice> : null}
    </>
  );
}

/** Where the answer is. Own words say it for themselves, and an answer that was taken back is worth no "sent". */
export function AnswerLine({ answer }: { answer: Answer }) {
  const state = useItemState('answer', answer.id);
  if (answer.note !== null && (answer.audience !== 'me' || answer.answer === null)) return null;
  if (answer.answer === null && state.kind === 'sent') return null;
  return <ItemLine kind="answer" id={answer.id} />;
}
