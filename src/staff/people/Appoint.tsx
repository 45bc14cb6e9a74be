import { useState } from 'preact/hooks';
import type { Role } from '../../domain/op.ts';
import { sideOf } from '../../domain/person.ts';
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

/** Asks for one more role, of those that are possible: the team and the contact persons never mix. WaitingRoles.tsx shows what was asked. */
export function Appoint({ person }: { person: Person }) {
  const { engine } = useStaff();
  const isContact = person.roles.includes('contact');
  const asked = engine.live.value.all('appointment').filter((one) => one.person === person.id && one.state === 'asked').map(({ role }): Role => role);
  const others = staffRoles.filter((role) => !person.roles.includes(role) && !asked.includes(role) && person.roles.every((one) => sideOf(one) === sideOf(role)));
  const [wanted, setChosen] = useState<Role>();
  const chosen = wanted && others.includes(wanted) ? wanted : others[0];
  const [problem, setProblem] = useState('');
  if (!chosen) {
    return isContact ? (
      <>
        <h2>{t('staff:appoint.heading')}</h2>
        <p>{t('staff:appoint.contact-only')}</p>
      </>
    ) : null;
  }
  const give = async () => {
    const done = await attempt(appoint(engine, person.id, chosen));
    setProblem(done.ok ? '' : done.reason === 'on-team' ? t('staff:contact.on-team') : problemWords(done.reason));
    // With the last role that can be given, the form goes.
    if (done.ok && others.length === 1) focusHeading();
  };
  return (
    <>
      <h2>{t('staff:appoint.heading')}</h2>
      <p class="small">{t('staff:appoint.team-only')}</p>
      <p class="small">{t('account:role.how')}</p>
      <Select label={t('staff:appoint.label')} value={chosen} options={others.map((role) => ({ value: role, label: t(roleLabels[role]) }))} onChoose={setChosen} />
      {problem ? <Notice tone="problem">{problem}</Notice> : null}
      <Button onPress={give}>{t('staff:appoint.give')}</Button>
    </>
  );
}
