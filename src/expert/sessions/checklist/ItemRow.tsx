import { useId, useState } from 'preact/hooks';
import { answerIdOf, askedFirst, notePurpose } from '../../../domain/answer-facts.ts';
import type { Answer } from '../../../domain/answer.ts';
import { t } from '../../../ui/words.ts';
import { isOpenChoice } from '../../choices.ts';
import { useExpert } from '../../context.ts';
import { noteKey } from '../../draft-keys.ts';
import { insteadOf } from '../../instead.ts';
import { contactOf, coordinatorsIn } from '../../people.ts';
import { useOpenedText } from '../../use-opened.ts';
import type { Entry } from '../view.ts';
import { AnswerLine, Answers } from './Answers.tsx';
import { AskedLine } from './AskedLine.tsx';
import { factsOf } from './facts.ts';
import { Note } from './Note.tsx';
import { readNoteDraft } from './note-draft.ts';
import { replyTo } from './view.ts';
import type { Line } from './view.ts';

interface ItemRowProps {
  entry: Entry;
  line: Line;
}

/** One thing to know or choose: a row that says where it stands, and opens to the facts and the answers. */
export function ItemRow({ entry, line: { item, answer } }: ItemRowProps) {
  const { engine } = useExpert();
  const live = engine.live.value;
  const id = useId();
  const coordinator = coordinatorsIn(live)[0]?.name ?? t('checklist:coordinator');
  const answerId = answerIdOf(entry.invitation.id, item.id);
  const [open, setOpen] = useState(insteadOf(engine, noteKey(answerId)) !== null);
  const facts = factsOf(entry.session, item.id, contactOf(engine));
  const own = useOpenedText(answer?.note ?? null, notePurpose(answerId), [engine.me.by]);
  // It was asked before the yes, so the coordinators see it: to mark it clear now would tell of a yes that is still held.
  const isAskedBefore = item.id === askedFirst && answer?.answer === 'ask' && entry.decision?.state === 'held' && entry.invitation.state !== 'accepted';
  const hasDraft = !open && Boolean(readNoteDraft(engine.drafts.all.value.get(noteKey(answerId)))?.text.trim());
  const isOwn = answer?.answer !== 'ask';
  const isMine = item.filledBy !== 'coordinator' || item.kind !== 'know';
  const isToChoose = isMine && isOpenChoice(live, entry.session, entry.invitation, item.id);
  return (
    <li>
      <button class="goes" type="button" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <span>
          {t(`checklist:item.${item.id}`, { coordinator })}
          {hasDraft ? <small class="wait">{t('checklist:draft')}</small> : null}
          {isToChoose ? <small class="yours">{t('checklist:yours')}</small> : null}
          {isOwn && own?.kind === 'text' ? <small>{own.text}</small> : null}
          {facts.map((fact) => (
            <small key={fact}>{fact}</small>
          ))}
          {facts.length === 0 && !isMine ? <small>{t('checklist:not-filled')}</small> : null}
        </span>
        <span class="state">{stateWords(answer, own?.kind === 'text', isToChoose, coordinator)}</span>
      </button>
      <div id={id} hidden={!open} class="item">
        {open ? (
          <>
            <p class="small">{t(`checklist:hint.${item.id}`, { coordinator })}</p>
            {isAskedBefore ? null : <Answers invitation={entry.invitation.id} item={item.id} answer={answer} />}
            {answer?.answer === 'ask' ? <AskedLine answer={answer} /> : null}
            {answer ? <AnswerLine answer={answer} /> : null}
            {isMine || answer?.note || (answer?.answer === 'ask' && !replyTo(answer)) ? <Note entry={entry} item={item} answer={answer} own={own} /> : null}
          </>
        ) : null}
      </div>
    </li>
  );
}

/** Where an item stands, in a word or two; an own text stands under its item, where it has room. */
function stateWords(answer: Answer | undefined, isShown: boolean, toChoose: boolean, coordinator: string): string {
  if (answer?.answer === 'ask') return replyTo(answer) ? t('checklist:replied-short', { coordinator }) : t('checklist:asked-short');
  if (answer?.note) return isShown ? '' : t('checklist:own-words');
  if (answer?.answer === 'clear') return t('checklist:answer.clear');
  if (answer?.answer === 'skip') return t('checklist:answer.skip');
  return toChoose ? t('checklist:choose') : '';
}
