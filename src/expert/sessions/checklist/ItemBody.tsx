import { useState } from 'preact/hooks';
import { askedFirst } from '../../../domain/answer-facts.ts';
import type { Answer } from '../../../domain/answer.ts';
import { Button } from '../../../ui/Button.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { t } from '../../../ui/words.ts';
import { problemOf } from '../../attempt.ts';
import { useExpert } from '../../context.ts';
import { answererOf } from '../../people.ts';
import type { OpenedText } from '../../use-opened.ts';
import { beginChoosing } from '../actions.ts';
import type { Item } from '../items.ts';
import type { Entry } from '../view.ts';
import { AnswerLine, Answers } from './Answers.tsx';
import { AskedLine } from './AskedLine.tsx';
import { Note } from './Note.tsx';
import { Question } from './Question.tsx';
import { isMine, replyTo } from './view.ts';
import { Wish } from './Wish.tsx';

interface ItemBodyProps {
  entry: Entry;
  item: Item;
  answer: Answer | undefined;
  own: OpenedText | undefined;
}

/** An open row: a hint, and what there is to do. A question and a choice are not there at once, for they share their words. */
export function ItemBody({ entry, item, answer, own }: ItemBodyProps) {
  const { engine } = useExpert();
  const coordinator = answererOf(engine.live.value, entry.session.id) ?? t('checklist:coordinator');
  const hint = <p class="small">{t(`checklist:hint.${item.id}`, { coordinator })}</p>;
  const asked = answer?.answer === 'ask' ? answer : undefined;
  if (!isMine(item)) {
    // It was asked before the yes, so the coordinators see it: to mark it clear now would tell of a yes that is still held.
    const isAskedBefore = item.id === askedFirst && asked && entry.decision?.state === 'held' && entry.invitation.state !== 'accepted';
    return (
      <>
        {hint}
        {isAskedBefore ? null : <Answers entry={entry} item={item.id} answer={answer} own={own} />}
        {asked ? <Question entry={entry} item={item} answer={asked} own={own} /> : null}
        {answer && !asked ? <AnswerLine answer={answer} /> : null}
        {answer?.note && !asked ? <Note entry={entry} item={item} answer={answer} own={own} /> : null}
      </>
    );
  }
  if (asked) {
    return (
      <>
        {hint}
        <Question entry={entry} item={item} answer={asked} own={own} />
        {replyTo(asked) ? <ChooseNow entry={entry} item={item.id} /> : <p class="small">{t('checklist:asked-first')}</p>}
      </>
    );
  }
  return (
    <>
      {hint}
      {answer?.reply ? <AskedLine answer={answer} /> : null}
      {item.actedOn ? <Wish entry={entry} item={item} answer={answer} own={own} /> : <Note entry={entry} item={item} answer={answer} own={own} />}
      {answer?.note ? null : <Answers entry={entry} item={item.id} answer={answer} own={own} only={['ask']} />}
    </>
  );
}

/** What the adults see to can be asked about. */
export function TaskBody({ entry, item, answer, own }: Omit<ItemBodyProps, 'item'> & { item: string }) {
  return answer?.answer === 'ask' ? <Question entry={entry} item={{ id: item }} answer={answer} own={own} /> : <Answers entry={entry} item={item} answer={answer} own={own} only={['ask']} />;
}

/** The question was answered: now there is something to choose by. */
function ChooseNow({ entry, item }: { entry: Entry; item: string }) {
  const { engine } = useExpert();
  const [problem, setProblem] = useState<string>();
  return (
    <>
      {problem ? <Notice tone="wait">{problem}</Notice> : null}
      <Button onPress={async () => setProblem(await problemOf(() => beginChoosing(engine, entry.invitation.id, item)))}>{t('checklist:choose-now')}</Button>
    </>
  );
}
