import { useEffect, useRef, useState } from 'preact/hooks';
import type { Invitation } from '../../../domain/invitation.ts';
import { Button } from '../../../ui/Button.tsx';
import { Field } from '../../../ui/Field.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { t } from '../../../ui/words.ts';
import { attempt, problemWords } from '../../attempt.ts';
import { useStaff } from '../../context.ts';
import { dueWords } from '../../due-words.ts';
import { Meanwhile } from '../../Meanwhile.tsx';
import { useStandingForm } from '../../use-standing-form.ts';
import type { Owed } from '../../owed.ts';
import { nameSupport } from './actions.ts';

interface SupportProps {
  invitation: Invitation;
  /** The first name of whom it is about. */
  name: string;
  owed: Owed;
}

/** Who is beside this person that day. Naming them is the duty: there is nothing to tick beside it. */
export function Support({ invitation, name, owed }: SupportProps) {
  const { engine, now } = useStaff();
  const named = invitation.support?.trim() ?? '';
  const [isOpen, setOpen] = useState(named === '');
  const of = useStandingForm(`support:${invitation.id}`, { name: named });
  const text = of.form.name;
  const [problem, setProblem] = useState('');
  const box = useRef<HTMLDivElement>(null);
  const hasOpened = useRef(isOpen);
  useEffect(() => {
    // What was pressed has left the page: on to what came in its place.
    if (hasOpened.current !== isOpen) box.current?.querySelector<HTMLElement>('input,button')?.focus();
    hasOpened.current = isOpen;
  }, [isOpen]);
  const save = async () => {
    if (of.clashes.length > 0) return setProblem(t('staff:meanwhile.choose'));
    const done = await attempt(nameSupport(engine, invitation, text.trim(), of.draft()));
    setProblem(done.ok ? '' : problemWords(done.reason));
    if (done.ok) setOpen(text.trim() === '');
  };
  return (
    <div ref={box}>
      {isOpen ? (
        <>
          <Field label={t('duties:support.label')} help={`${t('duties:support.help', { name })} ${owed.isDone ? '' : dueWords(owed.due, now.value)}`.trim()} value={text} maxLength={80} onInput={(name) => of.set({ name })} problem={problem || undefined} />
          <Meanwhile of={of} field="name" />
          <Button onPress={save}>{t('duties:support.save')}</Button>
        </>
      ) : (
        <>
          <p>{t('duties:support.is', { name: named })}</p>
          {problem ? <Notice tone="problem">{problem}</Notice> : null}
          <Button
            look="quiet"
            onPress={() => setOpen(true)}
          >
            {t('duties:support.change')}
          </Button>
        </>
      )}
    </div>
  );
}
