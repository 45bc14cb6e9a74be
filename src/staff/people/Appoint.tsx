import { useState } from 'preact/hooks';
import type { Role } from '../../domain/op.ts';
import type { Person } from '../../domain/person.ts';
import { Button } from '../../ui/Button.tsx';
import { focusHeading } from '../../ui/Page.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Select } from '../../ui/Select.tsx';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
import { roleLabels } from '../names.ts';
import { attempt, problemWords } from '../attempt.ts';
import { appoint } from './actions.ts';

const staffRoles: readonly Role[] = ['coordinator', 'contact', 'fees'];

/** One more role. The team and the contact persons never mix; the refusal says so. */
export function Appoint({ person }: { person: Person }) {
  const { engine } = useStaff();
  const others = staffRoles.filter((role) => !person.roles.includes(role));
  const [chosen, setChosen] = useState<Role>(others[0] ?? 'coordinator');
  const [problem, setProblem] = useState('');
  if (others.length === 0) return null;
  const give = async () => {
    const done = await attempt(appoint(engine, person.id, chosen));
    setProblem(done.ok ? '' : done.reason === 'on-team' ? t('staff:contact.on-team') : problemWords(done.reason));
    // With the last role that can be given, the form goes.
    if (done.ok && others.length === 1) focusHeading();
  };
  return (
    <>
      <h2>{t('staff:appoint.heading')}</h2>
      <Select label={t('staff:appoint.label')} value={chosen} options={others.map((role) => ({ value: role, label: t(roleLabels[role]) }))} onChoose={setChosen} />
      {problem ? <Notice tone="problem">{problem}</Notice> : null}
      <Button onPress={give}>{t('staff:appoint.give')}</Button>
    </>
  );
}
