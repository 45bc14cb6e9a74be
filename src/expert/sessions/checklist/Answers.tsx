import { useState } from 'preact/hooks';
import type { Answer } from '../../../domain/answer.ts';
import { Button } from '../../../ui/Button.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { t } from '../../../ui/words.ts';
import { problemOf } from '../../attempt.ts';
import { useExpert } from '../../context.ts';
import { useItemState } from '../../item-state.ts';
import { ItemLine } from '../../ItemLine.tsx';
import type { OpenedText } from '../../use-opened.ts';
import { choose, takeQuestionBack } from '../actions.ts';
import type { Entry } from '../view.ts';

type Value = NonNullable<Answer['answer']>;

const answers: readonly { readonly value: Value; readonly words: string }[] = [
  { value: 'clear', words: 'checklist:answer.clear' },
  { value: 'ask', words: 'checklist:answer.ask' },
  { value: 'skip', words: 'checklist:answer.skip' },
];

interface AnswersProps {
  entry: Entry;
  item: string;
  answer: Answer | undefined;
  /** The words of a question: they stay on the phone when it is taken back. */
  own: OpenedText | undefined;
  /** What the adults see to, and what there is to choose, can be asked about and not ticked. */
  only?: readonly Value[];
}

/** Clear, "I'll ask", not needed: as buttons, of which none has to be pressed. */
export function Answers({ entry: { invitation }, item, answer, own, only }: AnswersProps) {
  const expert = useExpert();
  const { engine } = expert;
  const [problem, setProblem] = useState<string>();
  return (
    <>
      <div class="buttons" role="group" aria-label={t('checklist:answer.label')}>
        {answers.filter(({ value }) => !only || only.includes(value)).map(({ value, words }) => {
          const isChosen = answer?.answer === value;
          // Pressed again, it is taken back.
          const press = () => (answer?.answer === 'ask' && isChosen ? takeQuestionBack(expert, invitation.id, item, own?.kind === 'text' ? own.text : '') : choose(engine, invitation.id, item, isChosen ? null : value));
          return (
            <Button key={value} pressed={isChosen} onPress={async () => setProblem(await problemOf(press))}>
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
