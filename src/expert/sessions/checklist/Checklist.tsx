import { useEffect, useState } from 'preact/hooks';
import { answerIdOf } from '../../../domain/answer-facts.ts';
import { t } from '../../../ui/words.ts';
import { openChoices } from '../../choices.ts';
import { useExpert } from '../../context.ts';
import { noteKey } from '../../draft-keys.ts';
import { insteadOf } from '../../instead.ts';
import { rememberReplies } from '../actions.ts';
import type { Entry } from '../view.ts';
import { ItemRow } from './ItemRow.tsx';
import { checklistView, replyTo } from './view.ts';
import type { Line } from './view.ts';

/** What there is to know and to choose before a session. Nothing is required and nothing is counted as undone. */
export function Checklist({ entry }: { entry: Entry }) {
  const expert = useExpert();
  const live = expert.engine.live.value;
  const { core, more } = checklistView(live, entry);
  const count = openChoices(live, entry.session, entry.invitation);
  const replied = [...core.flatMap(({ lines }) => lines), ...more].flatMap(({ answer }) => (answer && replyTo(answer) ? [answer] : []));
  // What was taken up again from the list of waiting things must not lie behind a closed door.
  const [isMoreOpen] = useState(more.some(({ item }) => insteadOf(expert.engine, noteKey(answerIdOf(entry.invitation.id, item.id))) !== null));
  useEffect(() => {
    void rememberReplies(expert, replied);
  }, [replied.map(({ reply }) => reply?.at).join(' ')]);
  return (
    <>
      <p>
        {count > 0 ? `${t('checklist:choices', { count })} ` : ''}
        {t('checklist:no-must')}
      </p>
      {core.map(({ group, lines }) => (
        <section key={group}>
          <h2>{t(`checklist:group.${group}`)}</h2>
          <Rows entry={entry} lines={lines} />
        </section>
      ))}
      {more.length > 0 ? (
        <details class="more" open={isMoreOpen}>
          <summary>{t('checklist:more', { total: more.length })}</summary>
          <Rows entry={entry} lines={more} />
        </details>
      ) : null}
    </>
  );
}

function Rows({ entry, lines }: { entry: Entry; lines: readonly Line[] }) {
  return (
    <ul class="rows">
      {lines.map((line) => (
        <ItemRow key={line.item.id} entry={entry} line={line} />
      ))}
    </ul>
  );
}
