import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { answerIdOf } from '../../../domain/answer-facts.ts';
import type { Answer } from '../../../domain/answer.ts';
import { t } from '../../../ui/words.ts';
import { openChoices } from '../../choices.ts';
import { useExpert } from '../../context.ts';
import { noteKey, replySeenKey } from '../../draft-keys.ts';
import { insteadOf } from '../../instead.ts';
import { answererOf, contactOf } from '../../people.ts';
import { useMeant } from '../use-meant.ts';
import type { Entry } from '../view.ts';
import { Adults } from './Adults.tsx';
import { adultTasks } from './adults.ts';
import { factsOf } from './facts.ts';
import { ItemRow } from './ItemRow.tsx';
import { checklistView, hasChecklist, placeOf, replyTo } from './view.ts';
import type { Line, Place } from './view.ts';

interface ChecklistProps {
  entry: Entry;
  /** What else is folded at the end. */
  children: ComponentChildren;
  /** One comes for an answer that was not on the screen yet: its row stands open. */
  forReply: boolean;
}

/** Before a session: first what one may still choose, of which nothing is required, then what is known, and folded what the adults see to. */
export function Checklist({ entry, forReply, children }: ChecklistProps) {
  return hasChecklist(useExpert().engine.live.value, entry) ? (
    <Halves entry={entry} forReply={forReply}>
      {children}
    </Halves>
  ) : (
    <div class="folds">{children}</div>
  );
}

function Halves({ entry, forReply, children }: ChecklistProps) {
  const { engine, now } = useExpert();
  const live = engine.live.value;
  const drafts = engine.drafts.all.value;
  const { core, more } = checklistView(live, entry, now.value);
  const tasks = adultTasks(live, entry, now.value, (item) => factsOf(entry.session, item, contactOf(engine)).length > 0);
  const count = openChoices(live, entry.session, entry.invitation);
  const coordinator = answererOf(live, entry.session.id) ?? t('checklist:coordinator');
  // What is chosen stays where it was until one leaves: nothing moves away under a finger.
  const places = useRef(new Map<string, Place>());
  const linesIn = (place: Place): readonly Line[] =>
    [...core, ...more].filter((line) => {
      const found = places.current.get(line.item.id) ?? placeOf(live, entry, line, drafts);
      places.current.set(line.item.id, found);
      return found === place;
    });
  // Fixed as one comes: once it was on the screen it is no news any more, and must not close.
  const [meant] = useState(() => {
    const isNews = (answer: Answer | undefined) => answer !== undefined && answer.answer === 'ask' && replyTo(answer) !== null && drafts.get(replySeenKey(answer.id)) !== answer.reply?.at;
    return new Set(forReply ? [...core, ...more, ...tasks].flatMap(({ answer }) => (answer && isNews(answer) ? [answer.item] : [])) : []);
  });
  // What was taken up again from the list of waiting things must not lie behind a closed door.
  const [isMoreOpen] = useState(more.some(({ item }) => meant.has(item.id) || insteadOf(engine, noteKey(answerIdOf(entry.invitation.id, item.id))) !== null));
  const top = useMeant(meant.size > 0);
  const rows = (lines: readonly Line[]) => (
    <ul class="rows">
      {lines.map((line) => (
        <ItemRow key={line.item.id} entry={entry} line={line} isMeant={meant.has(line.item.id)} />
      ))}
    </ul>
  );
  const [toChoose, mine, known, rest] = (['choose', 'mine', 'known', 'more'] as const).map(linesIn) as [readonly Line[], readonly Line[], readonly Line[], readonly Line[]];
  return (
    <div ref={top}>
      <section>
        <h2>{count > 0 ? t('checklist:choices', { count }) : t('checklist:all-chosen')}</h2>
        <p class="small">{t('checklist:no-must')}</p>
        {entry.decision?.state === 'held' && entry.invitation.state !== 'accepted' ? <p class="small">{t('checklist:held', { coordinator })}</p> : null}
        {toChoose.length > 0 ? rows(toChoose) : null}
      </section>
      {mine.length > 0 ? (
        <section>
          <h2>{t('checklist:yours-chosen')}</h2>
          {rows(mine)}
        </section>
      ) : null}
      <section>
        <h2>{t('checklist:known')}</h2>
        {rows(known)}
      </section>
      <div class="folds">
        {rest.length > 0 ? (
          <details class="more" open={isMoreOpen}>
            <summary>{t('checklist:more', { total: rest.length })}</summary>
            {rows(rest)}
          </details>
        ) : null}
        <Adults entry={entry} tasks={tasks} isMeant={({ item }) => meant.has(item)} />
        {children}
      </div>
    </div>
  );
}
