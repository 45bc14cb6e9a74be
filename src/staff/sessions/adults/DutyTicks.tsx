import { useState } from 'preact/hooks';
import type { Session } from '../../../domain/session.ts';
import { dayOf } from '../../../domain/time.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { t } from '../../../ui/words.ts';
import { attempt, problemWords } from '../../attempt.ts';
import { useStaff } from '../../context.ts';
import { dueWords } from '../../due-words.ts';
import type { Owed } from '../../owed.ts';
import { markDuty } from './actions.ts';

interface DutyTicksProps {
  session: Session;
  label: string;
  owed: readonly Owed[];
}

/** Duties for the adults to tick, each with its day. */
export function DutyTicks({ session, label, owed }: DutyTicksProps) {
  const { engine, now } = useStaff();
  const [problem, setProblem] = useState('');
  if (owed.length === 0) return null;
  const mark = async ({ duty, invitation }: Owed, done: boolean) => {
    const marked = await attempt(markDuty(engine, session.id, invitation?.id ?? null, duty, done));
    setProblem(marked.ok ? '' : problemWords(marked.reason));
  };
  return (
    <fieldset class="choices">
      <legend class="unseen">{label}</legend>
      {owed.map((one) => (
        <label key={one.duty} class="choice">
          <input type="checkbox" checked={one.isDone} onChange={(event) => void mark(one, event.currentTarget.checked)} />
          <span>
            {t(`duties:duty.${one.duty}`)}
            <small class={!one.isDone && one.due < dayOf(now.value) ? 'wait' : ''}>{one.isDone ? t('duties:done') : dueWords(one.due, now.value)}</small>
          </span>
        </label>
      ))}
      {problem ? <Notice tone="problem">{problem}</Notice> : null}
    </fieldset>
  );
}
