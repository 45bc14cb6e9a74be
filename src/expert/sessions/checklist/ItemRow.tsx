import { useId, useState } from 'preact/hooks';
import { answerIdOf, askedFirst, notePurpose } from '../../../domain/answer-facts.ts';
import type { Answer } from '../../../domain/answer.ts';
import { splitNote } from '../../../domain/note-parts.ts';
import { lazyPart } from '../../../ui/lazy.tsx';
import { wholeWords } from '../../../ui/trim-end.ts';
import { t } from '../../../ui/words.ts';
import { isOpenChoice } from '../../choices.ts';
import { useExpert } from '../../context.ts';
import { noteKey } from '../../draft-keys.ts';
import { insteadOf } from '../../instead.ts';
import { useItemState } from '../../item-state.ts';
import { answererOf, contactOf } from '../../people.ts';
import { hasWords } from '../../unsent-notes.ts';
import { useOpenedText } from '../../use-opened.ts';
import type { Entry } from '../view.ts';
import { factsOf } from './facts.ts';
import { suggestionsFor } from './host.ts';
import { isMine, replyTo } from './view.ts';
import type { Line } from './view.ts';

// What there is to do in a row comes when one is opened: the page of a session is the largest that there is.
const ItemBody = lazyPart('section', () => import('./ItemBody.tsx').then((it) => it.ItemBody));

interface ItemRowProps {
  entry: Entry;
  line: Line;
  /** It is why one came here: it stands open. */
  isMeant?: boolean;
}

/** So much of what the adults have told stands in a closed row. */
const SHORT = 110;

/** One thing to know or choose: a row that says where it stands, and opens in its place to the facts and the answers. */
export function ItemRow({ entry, line: { item, answer }, isMeant = false }: ItemRowProps) {
  const { engine } = useExpert();
  const live = engine.live.value;
  const id = useId();
  const coordinator = answererOf(live, entry.session.id) ?? t('checklist:coordinator');
  const answerId = answerIdOf(entry.invitation.id, item.id);
  const [open, setOpen] = useState(isMeant || insteadOf(engine, noteKey(answerId)) !== null);
  const facts = factsOf(entry.session, item.id, contactOf(engine));
  const own = useOpenedText(answer?.note ?? null, notePurpose(answerId), [engine.me.by]);
  const state = useItemState('answer', answerId);
  const draft = engine.drafts.all.value.get(noteKey(answerId));
  const isToChoose = isMine(item) && isOpenChoice(live, entry.session, entry.invitation, item.id);
  const { picked, own: written } = splitNote(own?.kind === 'text' && answer?.answer !== 'ask' ? own.text : '', suggestionsFor(item, coordinator));
  return (
    <li>
      <button class="goes" type="button" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <span>
          {t(`checklist:item.${item.id}`, { coordinator })}
          {!open && draft !== undefined && (hasWords(draft) || answer?.note) ? <small class="wait">{t('checklist:draft')}</small> : null}
          {[picked.join(', '), written].filter(Boolean).map((words) => (
            <small key={words}>{words}</small>
          ))}
          {isToChoose ? <small class="yours">{t('checklist:choose')}</small> : null}
          {open || isToChoose ? null : shortened(facts).map((fact) => <small key={fact}>{fact}</small>)}
          {facts.length === 0 && !isMine(item) && item.id !== askedFirst ? <small>{t('checklist:not-filled', { coordinator })}</small> : null}
        </span>
        <span class={answer && state.kind !== 'sent' ? 'state wait' : 'state'}>{answer && state.kind !== 'sent' ? t('checklist:not-sent-short') : stateWords(answer, own?.kind === 'text', coordinator)}</span>
      </button>
      <div id={id} hidden={!open} class="item">
        {open ? (
          <>
            {facts.map((fact) => (
              <p key={fact}>{fact}</p>
            ))}
            <ItemBody entry={entry} item={item} answer={answer} own={own} />
          </>
        ) : null}
      </div>
    </li>
  );
}

/** All of it where there is room; otherwise as much as a glance takes in, and the rest in the open row. */
function shortened(facts: readonly string[]): readonly string[] {
  if (facts.join(' ').length <= SHORT) return facts;
  const [first = ''] = facts;
  return [first.length <= SHORT ? first : `${wholeWords(first, SHORT)}…`];
}

/** Where an item stands, in a word or two; an own text stands under its item, where it has room. */
function stateWords(answer: Answer | undefined, isShown: boolean, coordinator: string): string {
  if (answer?.answer === 'ask') return replyTo(answer) ? t('checklist:replied-short', { coordinator }) : t('checklist:asked-short');
  if (answer?.note) return isShown ? '' : t('checklist:own-words');
  if (answer?.answer === 'clear') return t('checklist:answer.clear');
  if (answer?.answer === 'skip') return t('checklist:answer.skip');
  return '';
}
