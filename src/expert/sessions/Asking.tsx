import { useEffect } from 'preact/hooks';
import { answerIdOf, askedFirst, notePurpose } from '../../domain/answer-facts.ts';
import { useExpert } from '../context.ts';
import { ItemLine } from '../ItemLine.tsx';
import { useOpenedText } from '../use-opened.ts';
import { rememberReplies } from './actions.ts';
import { AskedLine } from './checklist/AskedLine.tsx';
import { Note } from './checklist/Note.tsx';
import { replyTo } from './checklist/view.ts';
import type { Entry } from './view.ts';

/** After "I'll ask first": the question in one's own words, if one likes, and its answer in the same place. */
export function Asking({ entry }: { entry: Entry }) {
  const expert = useExpert();
  const { engine } = expert;
  const id = answerIdOf(entry.invitation.id, askedFirst);
  const asked = engine.live.value.get('answer', id);
  const own = useOpenedText(asked?.note ?? null, notePurpose(id), [engine.me.by]);
  useEffect(() => {
    if (asked) void rememberReplies(expert, [asked]);
  }, [asked?.reply?.at]);
  if (asked?.answer !== 'ask') return null;
  return (
    <div class="card stack spaced">
      <AskedLine answer={asked} />
      {asked.note === null ? <ItemLine kind="answer" id={id} /> : null}
      {asked.note !== null || !replyTo(asked) ? <Note entry={entry} item={{ id: askedFirst }} answer={asked} own={own} /> : null}
    </div>
  );
}
