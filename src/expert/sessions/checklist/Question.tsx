import { useState } from 'preact/hooks';
import type { Answer } from '../../../domain/answer.ts';
import { Button } from '../../../ui/Button.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { focusHeading } from '../../../ui/Page.tsx';
import { t } from '../../../ui/words.ts';
import { problemOf } from '../../attempt.ts';
import { useExpert } from '../../context.ts';
import { noteKey } from '../../draft-keys.ts';
import { useItemState } from '../../item-state.ts';
import { answererOf } from '../../people.ts';
import { hasWords } from '../../unsent-notes.ts';
import type { OpenedText } from '../../use-opened.ts';
import { takeQuestionBack } from '../actions.ts';
import type { Item } from '../items.ts';
import type { Entry } from '../view.ts';
import { AnswerLine } from './Answers.tsx';
import { AskedLine } from './AskedLine.tsx';
import { FollowUp } from './FollowUp.tsx';
import { Note } from './Note.tsx';
import { replyTo } from './view.ts';

interface QuestionProps {
  entry: Entry;
  item: Item | Pick<Item, 'id'>;
  answer: Answer;
  own: OpenedText | undefined;
}

/** One question from its words to its answer, and on from there; while it has none, it can be taken back. */
export function Question({ entry, item, answer, own }: QuestionProps) {
  const replied = replyTo(answer);
  return (
    <div class="stack">
      {replied ? <Said own={own} /> : <Note entry={entry} item={item} answer={answer} own={own} />}
      <AskedLine answer={answer} />
      <AnswerLine answer={answer} />
      {replied ? <FollowUp entry={entry} item={item.id} answer={answer} own={own} /> : <TakeBack entry={entry} item={item.id} answer={answer} own={own} />}
    </div>
  );
}

function Said({ own }: Pick<QuestionProps, 'own'>) {
  if (own?.kind !== 'text') return null;
  return (
    <div>
      <p class="small">{t('checklist:note.mine')}</p>
      <p class="written">{own.text}</p>
    </div>
  );
}

/** It is as if it had not been asked; the words are still on this phone. */
function TakeBack({ entry, item, answer, own }: Omit<QuestionProps, 'item'> & { item: string }) {
  const expert = useExpert();
  const state = useItemState('answer', answer.id);
  const [problem, setProblem] = useState<string>();
  // Its words are still being sealed, or not opened yet: without them it cannot be taken back as it was.
  const draft = expert.engine.drafts.all.value.get(noteKey(answer.id));
  if (answer.note === null ? draft !== undefined && hasWords(draft) : own === undefined) return null;
  const takeBack = async () => {
    const found = await problemOf(() => takeQuestionBack(expert, entry.invitation.id, item, own?.kind === 'text' ? own.text : ''));
    setProblem(found);
    if (!found) focusHeading();
  };
  return (
    <>
      {state.kind === 'sent' && answer.note === null ? <p class="small">{t('checklist:note.wordless', { coordinator: answererOf(expert.engine.live.value, entry.session.id) ?? t('checklist:coordinator') })}</p> : null}
      {problem ? <Notice tone="wait">{problem}</Notice> : null}
      <Button look="quiet" onPress={takeBack}>
        {t('checklist:ask-undo')}
      </Button>
    </>
  );
}
