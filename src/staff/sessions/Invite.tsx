import { useState } from 'preact/hooks';
import type { Session } from '../../domain/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Ticks } from '../../ui/Choices.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
import { attempt, problemWords } from '../attempt.ts';
import { invite } from './actions.ts';
import { notInvited } from './view.ts';

/** Invites young experts by tick. */
export function Invite({ session }: { session: Session }) {
  const { engine } = useStaff();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [notice, setNotice] = useState('');
  const persons = notInvited(engine.live.value, session.id);
  if (persons.length === 0) return null;
  const send = async () => {
    if (chosen.length === 0) return setNotice(t('staff:invite.choose'));
    const done = await attempt(invite(engine, session.id, chosen));
    setNotice(done.ok ? '' : problemWords(done.reason));
    if (!done.ok) return;
    setChosen([]);
    // The ticked names have moved up to the invited, and the button may be gone with them.
    document.getElementById('invited')?.focus();
  };
  return (
    <>
      <Ticks label={t('staff:invite.label')} options={persons.map((person) => ({ value: person.id, label: person.name || t('staff:somebody') }))} values={chosen} onChange={setChosen} />
      {notice ? <Notice tone="problem">{notice}</Notice> : null}
      <Button look="main" onPress={send}>
        {t('staff:invite.send')}
      </Button>
    </>
  );
}
