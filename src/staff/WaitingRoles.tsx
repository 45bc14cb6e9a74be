import { useState } from 'preact/hooks';
import type { Appointment } from '../domain/appointment.ts';
import { Button } from '../ui/Button.tsx';
import { formatWhen } from '../ui/format.ts';
import { Notice } from '../ui/Notice.tsx';
import { t } from '../ui/words.ts';
import { attempt, problemWords } from './attempt.ts';
import { useStaff } from './context.ts';
import { nameOf, roleLabels } from './names.ts';

/** Roles that were asked for and do not hold yet: everybody on the team reads of them, and can confirm or stop them. `person`: of one alone. */
export function WaitingRoles({ person }: { person?: string }) {
  const { engine } = useStaff();
  const waiting = engine.live.value.all('appointment').filter((one) => one.state === 'asked' && (person === undefined || one.person === person));
  return (
    <>
      {waiting.map((one) => (
        <WaitingRole key={one.id} appointment={one} />
      ))}
    </>
  );
}

function WaitingRole({ appointment: { id, person, role, by, due } }: { appointment: Appointment }) {
  const { engine } = useStaff();
  const live = engine.live.value;
  const [problem, setProblem] = useState('');
  const isCoordinator = live.get('person', engine.me.by)?.roles.includes('coordinator') ?? false;
  const isMine = by === engine.me.by || person === engine.me.by;
  const act = async (op: 'person/confirm-role' | 'person/stop-role') => {
    const done = await attempt(engine.commit(op, { appointment: id }));
    setProblem(done.ok ? '' : problemWords(done.reason));
  };
  const words = { name: nameOf(live, person), by: nameOf(live, by), role: t(roleLabels[role]), when: formatWhen(due) };
  return (
    <section class="card stack" aria-label={t('account:role.waiting-label')}>
      <p>{t(by === person ? 'account:role.waiting-own' : 'account:role.waiting', words)}</p>
      <p>{t('account:role.due', words)}</p>
      <p class="small">{t(isMine ? 'account:role.second-needed' : 'account:role.check')}</p>
      {problem ? <Notice tone="problem">{problem}</Notice> : null}
      <div class="buttons">
        {isMine || !isCoordinator ? null : <Button onPress={() => act('person/confirm-role')}>{t('account:role.confirm')}</Button>}
        <Button look="quiet" onPress={() => act('person/stop-role')}>
          {t('account:role.stop')}
        </Button>
      </div>
    </section>
  );
}
