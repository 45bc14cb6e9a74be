import { useRef } from 'preact/hooks';
import { replyPurpose } from '../../../domain/answer-facts.ts';
import type { Answer } from '../../../domain/answer.ts';
import { t } from '../../../ui/words.ts';
import { useOnScreen } from '../../../ui/use-on-screen.ts';
import { useExpert } from '../../context.ts';
import { firstName } from '../../first-name.ts';
import { useItemState } from '../../item-state.ts';
import { answererOf } from '../../people.ts';
import { useOpenedText } from '../../use-opened.ts';
import { rememberReplies } from '../actions.ts';
import { replyTo } from './view.ts';

/** "You asked": who answers, once the server has it, and the answer when it has come, in the same place. An older one stays. */
export function AskedLine({ answer }: { answer: Answer }) {
  const { engine } = useExpert();
  const state = useItemState('answer', answer.id);
  const live = engine.live.value;
  const session = live.get('invitation', answer.invitation)?.session ?? '';
  const isAnswered = replyTo(answer) !== null;
  return (
    <>
      {answer.reply ? <Reply key={answer.reply.at} answer={answer} isOlder={!isAnswered && answer.answer === 'ask'} /> : null}
      {isAnswered || answer.answer !== 'ask' || state.kind !== 'sent' ? null : <p>{t('checklist:asked', { coordinator: answererOf(live, session) ?? t('checklist:coordinator') })}</p>}
    </>
  );
}

/** Home tells of it until it has been on the screen, opened. */
function Reply({ answer, isOlder }: { answer: Answer; isOlder: boolean }) {
  const expert = useExpert();
  const { reply } = answer;
  const place = useRef<HTMLDivElement>(null);
  const opened = useOpenedText(reply?.sealed ?? null, replyPurpose(answer.id), reply ? [reply.by] : []);
  useOnScreen(place, opened?.kind === 'text', () => void rememberReplies(expert, [answer]));
  const writer = reply && expert.engine.live.value.get('person', reply.by);
  return (
    <div class="reply" ref={place}>
      <p class="small">{t(isOlder ? 'checklist:replied-before' : 'checklist:replied', { coordinator: writer ? firstName(writer.name) : t('checklist:coordinator') })}</p>
      {opened?.kind === 'text' ? <p class="written">{opened.text}</p> : opened ? <p>{t('checklist:reply-unreadable')}</p> : null}
    </div>
  );
}
