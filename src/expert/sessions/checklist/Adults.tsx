import { useId, useState } from 'preact/hooks';
import { answerIdOf, notePurpose } from '../../../domain/answer-facts.ts';
import { formatDay } from '../../../ui/format.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { t } from '../../../ui/words.ts';
import { useExpert } from '../../context.ts';
import { noteKey } from '../../draft-keys.ts';
import { insteadOf } from '../../instead.ts';
import { coordinatorsIn } from '../../people.ts';
import { useOpenedText } from '../../use-opened.ts';
import type { Entry } from '../view.ts';
import type { Task } from './adults.ts';
import { AnswerLine, Answers } from './Answers.tsx';
import { AskedLine } from './AskedLine.tsx';
import { Note } from './Note.tsx';
import { replyTo } from './view.ts';

/** Id of its heading: the list's first line leads here. */
export const adultsId = 'adults';

/** The other half: what the adults see to, by when. Nobody ticks it here, and what is late is nobody's fault but theirs. */
export function Adults({ entry, tasks }: { entry: Entry; tasks: readonly Task[] }) {
  if (tasks.length === 0) return null;
  return (
    <section class="card">
      <h2 id={adultsId} tabIndex={-1}>
        {t('checklist:adults.heading')}
      </h2>
      <p>{t('checklist:adults.what')}</p>
      {tasks.some(({ state }) => state === 'late') ? <Notice tone="wait">{t('checklist:adults.not-yours')}</Notice> : null}
      <ul class="rows">
        {tasks.map((task) => (
          <TaskRow key={task.item} entry={entry} task={task} />
        ))}
      </ul>
    </section>
  );
}

function TaskRow({ entry, task: { item, isFact, due, state, answer } }: { entry: Entry; task: Task }) {
  const { engine } = useExpert();
  const { invitation } = entry;
  const id = useId();
  const answerId = answerIdOf(invitation.id, item);
  const coordinator = coordinatorsIn(engine.live.value)[0]?.name ?? t('checklist:coordinator');
  const [open, setOpen] = useState(insteadOf(engine, noteKey(answerId)) !== null);
  const own = useOpenedText(answer?.note ?? null, notePurpose(answerId), [engine.me.by]);
  const asked = answer?.answer === 'ask' ? answer : undefined;
  const replied = asked && replyTo(asked);
  const day = formatDay(due);
  return (
    <li>
      <button class="goes" type="button" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <span>
          {isFact ? t('checklist:adults.fact', { what: t(`checklist:item.${item}`, { coordinator }) }) : t(`checklist:item.${item}`, { coordinator })}
          {item === 'd_support_named' && invitation.support ? <small>{invitation.support}</small> : null}
          <small class={state === 'late' ? 'wait' : ''}>{state === 'done' ? t('checklist:adults.done') : t(state === 'late' ? 'checklist:adults.late' : 'checklist:adults.open', { day })}</small>
        </span>
        {asked ? <span class="state">{replied ? t('checklist:replied-short', { coordinator }) : t('checklist:asked-short')}</span> : null}
      </button>
      <div id={id} hidden={!open} class="item">
        {open ? (
          <>
            <p class="small">{t(`checklist:hint.${item}`, { coordinator })}</p>
            <Answers invitation={invitation.id} item={item} answer={answer} only={['ask']} />
            {asked ? <AskedLine answer={asked} /> : null}
            {answer ? <AnswerLine answer={answer} /> : null}
            {asked && (asked.note !== null || !replied) ? <Note entry={entry} item={{ id: item }} answer={asked} own={own} /> : null}
          </>
        ) : null}
      </div>
    </li>
  );
}
