import { useState } from 'preact/hooks';
import { invitationIdOf, isOpenForAnswers } from '../../domain/session-facts.ts';
import type { Session } from '../../domain/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Ticks } from '../../ui/Choices.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
import { attempt, problemWords } from '../attempt.ts';
import { listNames } from '../../ui/list.ts';
import { nameOf } from '../names.ts';
import { invite, withdraw } from './actions.ts';
import { sameTime } from './same-time.ts';
import { notInvited } from './view.ts';

const MANY = 4;

/** Invites young experts by tick, several at once. */
export function Invite({ session }: { session: Session }) {
  const { engine, now } = useStaff();
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [notice, setNotice] = useState('');
  const [sent, setSent] = useState<readonly string[]>([]);
  const live = engine.live.value;
  const persons = notInvited(live, session.id);
  // Whoever has answered meanwhile is not taken back with the others.
  const open = sent.filter((person) => live.get('invitation', invitationIdOf(session.id, person))?.state === 'open');
  if (persons.length === 0 && open.length === 0) return null;
  // Whoever was sent theirs before something broke off is no longer to be ticked.
  const chosen = ticked.filter((id) => persons.some((person) => person.id === id));
  const send = async () => {
    if (chosen.length === 0) return setNotice(t('staff:invite.choose'));
    const done = await attempt(invite(engine, session.id, chosen));
    setNotice(done.ok ? '' : problemWords(done.reason));
    if (!done.ok) return;
    setTicked([]);
    setSent(chosen);
    // The ticked names have moved up to the invited, and the button may be gone with them.
    document.getElementById('invited')?.focus();
  };
  const undo = async () => {
    for (const person of open) {
      const done = await attempt(withdraw(engine, invitationIdOf(session.id, person)));
      if (!done.ok) return setNotice(problemWords(done.reason));
    }
    setSent([]);
    document.getElementById('invited')?.focus();
  };
  return (
    <div id="invite">
      {open.length > 0 ? (
        <Notice action={{ label: t('plan:invite.undo', { count: open.length }), run: undo }}>{t('plan:invite.just', { count: open.length, names: listNames(open.map((person) => nameOf(live, person))) })}</Notice>
      ) : null}
      {persons.length === 0 ? null : <Ticks label={t('staff:invite.label')} options={persons.map((person) => ({ value: person.id, label: person.name || t('staff:somebody'), ...sameTime(live, session, person.id) }))} values={chosen} onChange={setTicked} />}
      {isOpenForAnswers(session, now.value) || persons.length === 0 ? null : <Notice tone="wait">{t('plan:invite.closed')}</Notice>}
      {notice ? <Notice tone="problem">{notice}</Notice> : null}
      <div class="buttons down">
        {persons.length === 0 ? null : (
          <Button look="main" onPress={send}>
            {t('staff:invite.send')}
          </Button>
        )}
        {persons.length >= MANY && chosen.length < persons.length ? (
          <Button look="quiet" onPress={() => setTicked(persons.map(({ id }) => id))}>
            {t('plan:invite.all')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
