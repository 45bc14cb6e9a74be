import { askedFirst, notePurpose } from '../../domain/answer-facts.ts';
import { useExpert } from '../context.ts';
import { useOpenedText } from '../use-opened.ts';
import type { Written } from './Asking.tsx';
import { AskedLine } from './checklist/AskedLine.tsx';
import { Note } from './checklist/Note.tsx';
import { Question } from './checklist/Question.tsx';
import type { Entry } from './view.ts';

interface AskedWordsProps {
  entry: Entry;
  one: Written;
  /** Nothing goes to anybody from this invitation any more. */
  isOff: boolean;
  heading?: string;
}

/** One item's question and answer. Only the question about the invitation goes to anybody from here, and not from one that is off. */
export function AskedWords({ entry, one: { id, item, answer, draft }, isOff, heading }: AskedWordsProps) {
  const { engine } = useExpert();
  const own = useOpenedText(answer?.note ?? null, notePurpose(id), [engine.me.by]);
  const isClosed = item !== askedFirst || isOff;
  return (
    <div class="card stack spaced">
      {heading ? <h3>{heading}</h3> : null}
      {answer?.answer === 'ask' && !isClosed ? (
        <Question entry={entry} item={{ id: item }} answer={answer} own={own} />
      ) : (
        <>
          {answer?.reply || (item === askedFirst && answer?.answer === 'ask') ? <AskedLine answer={answer} /> : null}
          {answer?.note || draft ? <Note entry={entry} item={{ id: item }} answer={answer} own={own} isClosed={isClosed} /> : null}
        </>
      )}
    </div>
  );
}
