import { useEffect, useState } from 'preact/hooks';
import { answerIdOf } from '../../../domain/answer-facts.ts';
import { Button } from '../../../ui/Button.tsx';
import { t } from '../../../ui/words.ts';
import { openChoices } from '../../choices.ts';
import { useExpert } from '../../context.ts';
import { noteKey } from '../../draft-keys.ts';
import { insteadOf } from '../../instead.ts';
import { contactOf, coordinatorsIn } from '../../people.ts';
import { rememberReplies } from '../actions.ts';
import type { Entry } from '../view.ts';
import { Adults, adultsId } from './Adults.tsx';
import { adultTasks } from './adults.ts';
import type { Task } from './adults.ts';
import { factsOf } from './facts.ts';
import { ItemRow } from './ItemRow.tsx';
import { checklistView, hasChecklist, replyTo } from './view.ts';
import type { Line } from './view.ts';

/** Before a session, in two halves: what there is to know and to choose, of which nothing is required, and what the adults see to. */
export function Checklist({ entry }: { entry: Entry }) {
  return hasChecklist(useExpert().engine.live.value, entry) ? <Halves entry={entry} /> : null;
}

function Halves({ entry }: { entry: Entry }) {
  const expert = useExpert();
  const { engine, now } = expert;
  const live = engine.live.value;
  const { core, more } = checklistView(live, entry, now.value);
  const tasks = adultTasks(live, entry, now.value, (item) => factsOf(entry.session, item, contactOf(engine)).length > 0);
  const count = openChoices(live, entry.session, entry.invitation);
  const replied = [...core.flatMap(({ lines }) => lines), ...more, ...tasks].flatMap(({ answer }) => (answer && replyTo(answer) ? [answer] : []));
  // What was taken up again from the list of waiting things must not lie behind a closed door.
  const [isMoreOpen] = useState(more.some(({ item }) => insteadOf(engine, noteKey(answerIdOf(entry.invitation.id, item.id))) !== null));
  useEffect(() => {
    void rememberReplies(expert, replied);
  }, [replied.map(({ reply }) => reply?.at).join(' ')]);
  return (
    <>
      <p>
        {count > 0 ? `${t('checklist:choices', { count })} ` : ''}
        {t('checklist:no-must')}
      </p>
      {entry.decision?.state === 'held' && entry.invitation.state !== 'accepted' ? <p class="small">{t('checklist:held', { coordinator: coordinatorsIn(live)[0]?.name ?? t('checklist:coordinator') })}</p> : null}
      <ToAdults tasks={tasks} />
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
      <Adults entry={entry} tasks={tasks} />
    </>
  );
}

/** The adults' half stands below a long list: its first line says how it is there, and leads to it. */
function ToAdults({ tasks }: { tasks: readonly Task[] }) {
  if (tasks.length === 0) return null;
  const late = tasks.filter(({ state }) => state === 'late').length;
  const go = () => {
    const heading = document.getElementById(adultsId);
    heading?.scrollIntoView?.();
    heading?.focus({ preventScroll: true });
  };
  return (
    <p>
      <Button look="quiet" onPress={go}>
        {late > 0 ? t('checklist:adults.some-late', { count: late }) : t('checklist:adults.heading')}
      </Button>
    </p>
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
