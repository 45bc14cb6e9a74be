import { wholeWords } from '../../ui/trim-end.ts';
import { factsOf } from './checklist/facts.ts';
import type { Entry } from './view.ts';
import { whenWords, whereWords } from './words.ts';

/** When, where, who is there and what happens: so much as one takes in at a glance. The rest stands in its row below. */
export function AtAGlance({ entry: { session } }: { entry: Entry }) {
  const who = factsOf(session, 'room', undefined).join('. ');
  return (
    <div>
      <p>
        <strong>{whenWords(session)}</strong>
      </p>
      <p>{[whereWords(session), session.door?.trim()].filter(Boolean).join(', ')}</p>
      <p class="small">{begins(who)}</p>
      <p class="small">{begins(session.aim)}</p>
    </div>
  );
}

const SHORT = 90;

/** The first sentences that fit; a long one is cut at a word. */
function begins(text: string): string {
  const sentences = text.trim().split(/(?<=[.!?])\s/);
  let fits = sentences.shift() ?? '';
  for (const next of sentences) {
    if (fits.length + next.length >= SHORT) break;
    fits = `${fits} ${next}`;
  }
  return fits.length <= SHORT ? fits : `${wholeWords(fits, SHORT)}…`;
}
