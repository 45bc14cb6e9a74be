import { useId, useState } from 'preact/hooks';
import { answerIdOf, notePurpose } from '../../../domain/answer-facts.ts';
import { formatDay } from '../../../ui/format.ts';
import { lazyPart } from '../../../ui/lazy.tsx';
import { t } from '../../../ui/words.ts';
import { useExpert } from '../../context.ts';
import { noteKey } from '../../draft-keys.ts';
import { insteadOf } from '../../instead.ts';
import { answererOf } from '../../people.ts';
import { useOpenedText } from '../../use-opened.ts';
import type { Entry } from '../view.ts';
import type { Task } from './adults.ts';
import { replyTo } from './view.ts';

const TaskBody = lazyPart('section', () => import('./ItemBody.tsx').then((it) => it.TaskBody));

interface AdultsProps {
  entry: Entry;
  tasks: readonly Task[];
  /** Why one came here: it stands open. */
  isMeant: (task: Task) => boolean;
}

/** The other half, folded: what the adults see to, by when. Nobody ticks it here, and what is late is nobody's fault but theirs. */
export function Adults({ entry, tasks, isMeant }: AdultsProps) {
  const { engine } = useExpert();
  const isTakenUp = ({ item }: Task) => insteadOf(engine, noteKey(answerIdOf(entry.invitation.id, item))) !== null;
  const [isOpen] = useState(tasks.some((task) => isMeant(task) || isTakenUp(task)));
  if (tasks.length === 0) return null;
  const count = tasks.filter(({ state }) => state !== 'done').length;
  return (
    <details class="more" open={isOpen}>
      <summary>{count > 0 ? t('checklist:adults.undone', { count }) : t('checklist:adults.all-done')}</summary>
      <p class="small">{t('checklist:adults.what')}</p>
      {tasks.some(({ state }) => state === 'late') ? <p class="small">{t('checklist:adults.not-yours')}</p> : null}
      <ul class="rows">
        {tasks.map((task) => (
          <TaskRow key={task.item} entry={entry} task={task} isOpened={isMeant(task) || isTakenUp(task)} />
        ))}
      </ul>
    </details>
  );
}

function TaskRow({ entry, task: { item, isFact, due, state, answer }, isOpened }: { entry: Entry; task: Task; isOpened: boolean }) {
  const { engine } = useExpert();
  const { invitation } = entry;
  const id = useId();
  const answerId = answerIdOf(invitation.id, item);
  const coordinator = answererOf(engine.live.value, entry.session.id) ?? t('checklist:coordinator');
  const [open, setOpen] = useState(isOpened);
  const own = useOpenedText(answer?.note ?? null, notePurpose(answerId), [engine.me.by]);
  const asked = answer?.answer === 'ask' ? answer : undefined;
  const day = formatDay(due);
  return (
    <li>
      <button class="goes" type="button" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <span>
          {isFact ? t('checklist:adults.fact', { what: t(`checklist:item.${item}`, { coordinator }) }) : t(`checklist:item.${item}`, { coordinator })}
          {item === 'd_support_named' && invitation.support ? <small>{invitation.support}</small> : null}
          <small>{state === 'done' ? t('checklist:adults.done') : t(state === 'late' ? 'checklist:adults.late' : 'checklist:adults.open', { day })}</small>
        </span>
        {asked ? <span class="state">{replyTo(asked) ? t('checklist:replied-short', { coordinator }) : t('checklist:asked-short')}</span> : null}
      </button>
      <div id={id} hidden={!open} class="item">
        {open ? (
          <>
            <p class="small">{t(`checklist:hint.${item}`, { coordinator })}</p>
            <TaskBody entry={entry} item={item} answer={answer} own={own} />
          </>
        ) : null}
      </div>
    </li>
  );
}
