import { useEffect, useState } from 'preact/hooks';
import { answerIdOf, askedFirst, notePurpose } from '../../domain/answer-facts.ts';
import type { Answer } from '../../domain/answer.ts';
import type { Session } from '../../domain/session.ts';
import { isOver } from '../../domain/tidy.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { t } from '../../ui/words.ts';
import { problemOf } from '../attempt.ts';
import { useExpert } from '../context.ts';
import type { Expert } from '../context.ts';
import { noteKey } from '../draft-keys.ts';
import { ItemLine } from '../ItemLine.tsx';
import { coordinatorsIn } from '../people.ts';
import { useOpenedText } from '../use-opened.ts';
import { choose, rememberReplies } from './actions.ts';
import { AskedLine } from './checklist/AskedLine.tsx';
import { Note } from './checklist/Note.tsx';
import { readNoteDraft } from './checklist/note-draft.ts';
import type { NoteDraft } from './checklist/note-draft.ts';
import { replyTo } from './checklist/view.ts';
import { ownAnswers, withNote } from './own-answer.ts';
import type { Entry } from './view.ts';

/** Is there still something to ask for: could there be room? */
export const isAhead = ({ state, ends }: Session, now: string): boolean => state === 'planned' && ends > now;

/** From an invitation that is off nothing goes to anybody any more. */
const isOff = ({ session, stand }: Entry): boolean => session.state === 'cancelled' || stand === 'withdrawn';

/**
 * "I'll ask first", for as long as nothing was asked: no words of one's own are needed for it. Not behind a held yes:
 * what is asked there is shared with the answer (domain/answer.ts).
 */
export function AskFirst({ entry }: { entry: Entry }) {
  const { engine, now } = useExpert();
  const { session, invitation, decision } = entry;
  const [problem, setProblem] = useState<string>();
  if (!isAhead(session, now.value) || (decision?.state === 'held' && decision.answer === 'accepted') || engine.live.value.get('answer', answerIdOf(invitation.id, askedFirst))?.answer === 'ask') return null;
  return (
    <>
      {problem ? <Notice tone="wait">{problem}</Notice> : null}
      <Button onPress={async () => setProblem(await problemOf(() => choose(engine, invitation.id, askedFirst, 'ask')))}>{t('sessions:ask-first')}</Button>
    </>
  );
}

/**
 * What was asked and written where there is no checklist to find it in: the question about the invitation and its answer,
 * in the same place, and below it what belongs to other items. However the invitation stands, none of it is lost.
 */
export function Asking({ entry }: { entry: Entry }) {
  const expert = useExpert();
  const found = writtenOn(expert, entry);
  const replied = found.flatMap(({ answer }) => (answer && replyTo(answer) ? [answer] : []));
  useEffect(() => {
    void rememberReplies(expert, replied);
  }, [replied.map(({ reply }) => reply?.at).join(' ')]);
  const coordinator = coordinatorsIn(expert.engine.live.value)[0]?.name ?? t('checklist:coordinator');
  const others = found.filter(({ item }) => item !== askedFirst);
  return (
    <>
      {found.map((one) => (one.item === askedFirst ? <Words key={one.id} entry={entry} one={one} /> : null))}
      {others.length > 0 ? (
        // Open where there is more to see than what was told already.
        <details class="more" open={others.some(({ answer, draft }) => draft ?? (answer && replyTo(answer)))}>
          <summary>{t('checklist:own-words')}</summary>
          {others.map((one) => (
            <Words key={one.id} entry={entry} one={one} heading={t(`checklist:item.${one.item}`, { coordinator })} />
          ))}
        </details>
      ) : null}
    </>
  );
}

interface Written {
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
    // A field that can be written in stays while it is emptied.
    const isField = item === askedFirst && !isOff(entry);
    return Boolean(answer?.note ?? answer?.reply ?? draft?.text.trim()) || (item === askedFirst && answer?.answer === 'ask') || (isField && draft);
  });
}

/** One item's question and answer. Only the question about the invitation goes to anybody from here, and not from one that is off. */
function Words({ entry, one: { id, item, answer, draft }, heading }: { entry: Entry; one: Written; heading?: string }) {
  const { engine } = useExpert();
  const own = useOpenedText(answer?.note ?? null, notePurpose(id), [engine.me.by]);
  const isQuestion = item === askedFirst && answer?.answer === 'ask';
  const reply = answer && replyTo(answer);
  const isClosed = item !== askedFirst || isOff(entry);
  return (
    <div class="card stack spaced">
      {heading ? <h3>{heading}</h3> : null}
      {answer && (isQuestion || reply) ? <AskedLine answer={answer} /> : null}
      {isQuestion && answer.note === null ? <ItemLine kind="answer" id={id} /> : null}
      {answer?.note || draft || (isQuestion && !reply && !isClosed) ? <Note entry={entry} item={{ id: item }} answer={answer} own={own} isClosed={isClosed} /> : null}
    </div>
  );
}
