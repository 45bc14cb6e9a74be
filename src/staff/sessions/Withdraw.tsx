import { useEffect, useRef, useState } from 'preact/hooks';
import type { Invitation } from '../../domain/invitation.ts';
import type { Session } from '../../domain/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { t } from '../../ui/words.ts';
import { attempt, problemWords } from '../attempt.ts';
import { useStaff } from '../context.ts';
import { nameOf } from '../names.ts';
import { withdraw } from './actions.ts';
import { invitedTo } from './view.ts';

/** Takes back the invitation of somebody who has not answered: asked for in two presses, because they read of it. */
export function Withdraw({ session }: { session: Session }) {
  const live = useStaff().engine.live.value;
  const open = invitedTo(live, session.id).filter(({ invitation }) => invitation.state === 'open');
  // The row that was pressed is gone: on to whom to invite instead, or to the list.
  const onDone = () => (document.querySelector<HTMLElement>('#invite input') ?? document.getElementById('invited'))?.focus();
  return open.length === 0 ? null : (
    <div>
      <h2>{t('plan:withdraw.heading')}</h2>
      <ul>
        {open.map(({ invitation }) => (
          <li key={invitation.id} class="stack">
            <One invitation={invitation} name={nameOf(live, invitation.person)} onDone={onDone} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function One({ invitation, name, onDone }: { invitation: Invitation; name: string; onDone: () => void }) {
  const { engine } = useStaff();
  const [isAsking, setAsking] = useState(false);
  const [notice, setNotice] = useState('');
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isAsking) card.current?.focus();
  }, [isAsking]);
  const give = async () => {
    const done = await attempt(withdraw(engine, invitation.id));
    if (done.ok) onDone();
    else setNotice(problemWords(done.reason));
  };
  if (!isAsking) {
    return (
      <div class="row">
        <bdi>{name}</bdi>
        <Button onPress={() => setAsking(true)}>
          {t('plan:withdraw.give')}
          <span class="unseen">
            , <bdi>{name}</bdi>
          </span>
        </Button>
      </div>
    );
  }
  return (
    <div class="card" tabIndex={-1} ref={card}>
      <p>{t('plan:withdraw.what', { name })}</p>
      <p class="small">{t('plan:withdraw.late', { name })}</p>
      {notice ? <Notice tone="problem">{notice}</Notice> : null}
      <div class="buttons">
        <Button onPress={give}>{t('plan:withdraw.yes')}</Button>
        <Button onPress={() => setAsking(false)}>{t('plan:withdraw.no')}</Button>
      </div>
    </div>
  );
}
