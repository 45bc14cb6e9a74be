import { Notice } from '../../ui/Notice.tsx';
import { Link } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
import { roleLabels } from '../names.ts';
import { StaffPage } from '../StaffPage.tsx';
import { WaitingRoles } from '../WaitingRoles.tsx';
import { AddPerson } from './AddPerson.tsx';
import { ContactRule } from './ContactRule.tsx';
import { hasOpened, manyDevices, peopleByRole } from './view.ts';

/** Everybody in the project by role, and the way to add somebody. */
export function PeopleScreen() {
  const { engine } = useStaff();
  const live = engine.live.value;
  return (
    <StaffPage heading={t('staff:people.heading')} title={t('staff:title.people')}>
      <WaitingRoles />
      {peopleByRole(live).map(({ role, persons }) => (
        <section key={role} aria-label={t(role ? roleLabels[role] : 'account:role.none')}>
          <h2>{t(role ? roleLabels[role] : 'account:role.none')}</h2>
          {role === 'contact' ? <ContactRule /> : null}
          <ul class="rows">
            {persons.map((person) => (
              <li key={person.id}>
                <Link to={`/staff/people/${person.id}`}>
                  <span>
                    {person.name || t('staff:somebody')}
                    {hasOpened(live, person.id) ? null : <small>{t('staff:people.not-opened')}</small>}
                  </span>
                  <span aria-hidden="true">›</span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <ManyDevices />
      <AddPerson />
    </StaffPage>
  );
}

/** A text has places for so many devices and no more: said before they are used up. */
function ManyDevices() {
  const many = manyDevices(useStaff().engine.live.value);
  return many ? <Notice tone="wait">{t('staff:devices.many', many)}</Notice> : null;
}
