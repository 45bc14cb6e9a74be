import { useState } from 'preact/hooks';
import { answerIdOf, askedFirst } from '../../domain/answer-facts.ts';
import type { Answer } from '../../domain/answer.ts';
import type { Session } from '../../domain/session.ts';
import { isOver } from '../../domain/tidy.ts';
import { Button } from '../../ui/Button.tsx';
import { lazyPart } from '../../ui/lazy.tsx';
import { match, path } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import type { Expert } from '../context.ts';
import { noteKey } from '../draft-keys.ts';
import { readNoteDraft } from '../note-draft.ts';
import type { NoteDraft } from '../note-draft.ts';
import { answererOf } from '../people.ts';
import { hasWords } from '../unsent-notes.ts';
import { replyTo } from './checklist/view.ts';
import { ownAnswers, withNote } from './own-answer.ts';
import { useMeant } from './use-meant.ts';
import type { Entry } from './view.ts';

// Together with what stands in an open row of the checklist, which is the same.
const AskWords = lazyPart('section', () => import('./checklist/AskWords.tsx').then((it) => it.AskWords));
const Words = lazyPart('section', () => import('./AskedWords.tsx').then((it) => it.AskedWords));

/** Is there still something to ask for: could there be room? */
export const isAhead = ({ state, ends }: Session, now: string): boolean => state === 'planned' && ends > now;

/** From an invitation that is off nothing goes to anybody any more. */
const isOff = ({ session, stand }: Entry): boolean => session.state === 'cancelled' || stand === 'withdrawn';

/**
 * "I'll ask first", for as long as nothing was asked: words first, which may be none. Not behind a held yes: what is asked
 * there is shared with the answer (domain/answer.ts).
 */
export function AskFirst({ entry }: { entry: Entry }) {
  const { engine, now } = useExpert();
  const { session, invitation, decision } = entry;
  const id = answerIdOf(invitation.id, askedFirst);
  const draft = engine.drafts.all.value.get(noteKey(id));
  const [isOpen, setOpen] = useState(false);
  if (engine.live.value.get('answer', id)?.answer === 'ask' || isOff(entry)) return null;
  const hasDraft = draft !== undefined && hasWords(draft);
  const mayAsk = isAhead(session, now.value) && !(decision?.state === 'held' && decision.answer === 'accepted');
  if (isOpen || hasDraft) return <AskWords entry={entry} item={askedFirst} label={t('checklist:ask-label')} mayBeEmpty onClose={() => setOpen(false)} />;
  return mayAsk ? <Button onPress={() => setOpen(true)}>{t('sessions:ask-first')}</Button> : null;
}

/**
 * What was asked and written where there is no checklist to find it in: the question about the invitation and its answer,
 * in the same place, and below it what belongs to other items. However the invitation stands, none of it is lost.
 */
export function Asking({ entry }: { entry: Entry }) {
  const expert = useExpert();
  const found = writtenOn(expert, entry);
  const coordinator = answererOf(expert.engine.live.value, entry.session.id) ?? t('checklist:coordinator');
  const others = found.filter(({ item }) => item !== askedFirst);
  const top = useMeant(match('/k/:id/r', path()) !== null);
  return (
    <div ref={top}>
      {found.map((one) => (one.item === askedFirst ? <Words key={one.id} entry={entry} one={one} isOff={isOff(entry)} /> : null))}
      {others.length > 0 ? (
        // Open where there is more to see than what was told already.
        <details class="more" open={others.some(({ answer, draft }) => draft ?? (answer && replyTo(answer)))}>
          <summary>{t('checklist:own-words')}</summary>
          {others.map((one) => (
            <Words key={one.id} entry={entry} one={one} isOff={isOff(entry)} heading={t(`checklist:item.${one.item}`, { coordinator })} />
          ))}
        </details>
      ) : null}
    </div>
  );
}

export interface Written {
  readonly id: string;
  readonly item: string;
  readonly answer: Answer | undefined;
  readonly draft: NoteDraft | undefined;
}

/** The items on which there is something to read: words, a reply, an unsent text, or the question about the invitation. */
function writtenOn({ engine, now }: Expert, entry: Entry): readonly Written[] {
  const { session, invitation } = entry;
  const live = engine.live.value;
  const drafts = engine.drafts.all.value;
  const prefix = answerIdOf(invitation.id, '');
  const ids = new Set([...ownAnswers(live).map(({ id }) => id), ...[...drafts.keys()].map((key) => key.slice(noteKey('').length))]);
  return [...ids].filter((id) => id.startsWith(prefix)).map((id): Written => ({ id, item: id.slice(prefix.length), answer: withNote(live.get('answer', id), live.get('note', id)), draft: readNoteDraft(drafts.get(noteKey(id))) })).filter(({ item, answer, draft }) => {
    // What was told of food is gone by then, also from a phone without a network.
    if (item === 'food' && isOver(session, now.value)) return false;
    // What is being typed and was not asked yet stands in its own field (AskFirst), unless nothing can be asked any more.
    if (item === askedFirst && answer?.answer !== 'ask' && !isOff(entry)) return Boolean(answer?.note ?? answer?.reply);
    return Boolean(answer?.note ?? answer?.reply ?? (draft && hasWords(draft))) || (item === askedFirst && answer?.answer === 'ask');
  });
}
