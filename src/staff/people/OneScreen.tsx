import { readablePhone } from '../../domain/phone.ts';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
import { nameOf, roleLabels } from '../names.ts';
import { StaffPage } from '../StaffPage.tsx';
import { UnknownDevices } from '../UnknownDevices.tsx';
import { WaitingRoles } from '../WaitingRoles.tsx';
import { Appoint } from './Appoint.tsx';
import { ContactRule } from './ContactRule.tsx';
import { PersonLink } from './PersonLink.tsx';

/** One person: what others may know of them and their one-time link. Of a young person's contact person nobody here knows anything. */
export function OnePersonScreen({ id }: { id: string }) {
  const { engine } = useStaff();
  const live = engine.live.value;
  const person = live.get('person', id);
  if (!person) {
    return (
      <StaffPage heading={t('staff:nothing-here.heading')} title={t('staff:title.people')} back="/staff/people">
        <p>{t('staff:nothing-here.what')}</p>
      </StaffPage>
    );
  }
  const isExpert = person.roles.includes('expert');
  return (
    <StaffPage heading={nameOf(live, id)} title={t('staff:title.people')} back="/staff/people">
      <p>{person.roles.map((role) => t(roleLabels[role])).join(', ')}</p>
      {person.hours ? <p class="small">{person.hours}</p> : null}
      {person.phone ? <p class="small">{readablePhone(person.phone)}</p> : null}
      {live.isPending('person', id) ? <p class="small wait">{t('staff:pending')}</p> : null}
      <UnknownDevices person={id} />
      <WaitingRoles person={id} />
      {person.roles.length === 0 ? <p>{t('account:role.link-later')}</p> : <PersonLink id={id} isExpert={isExpert} name={nameOf(live, id)} />}
      {isExpert ? (
        <>
          <h2>{t('staff:contact.heading')}</h2>
          <p>{t('staff:contact.what', { name: nameOf(live, id) })}</p>
        </>
      ) : (
        <>
          {person.roles.includes('contact') ? (
            <>
              <h2>{t('staff:contact.heading')}</h2>
              <ContactRule />
            </>
          ) : null}
          <Appoint person={person} />
        </>
      )}
    </StaffPage>
  );
}
