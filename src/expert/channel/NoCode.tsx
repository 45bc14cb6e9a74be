import { callAddress, readablePhone } from '../../domain/phone.ts';
import { useState } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { answererOf, contactsIn, coordinatorsIn } from '../people.ts';
import { hoursWords, nameOf } from './words.ts';

/** Who the contact persons are, as the coordinator has written them in, and how they are reached: before there is a code. */
export function Contacts() {
  const { engine } = useExpert();
  const contacts = contactsIn(engine.live.value);
  const who = answererOf(engine.live.value);
  if (contacts.length === 0) return null;
  return (
    <section>
      <h2>{t('channel:none.contacts')}</h2>
      {contacts.map(({ id, name, hours, phone }) => (
        <div key={id} class="card">
          <h3>{name}</h3>
          {hours ? <p>{t('channel:who.hours', { hours: hoursWords(hours) })}</p> : null}
          <Call name={name} phone={phone} />
        </div>
      ))}
      {who ? <p class="small">{t('channel:none.told', { who })}</p> : null}
    </section>
  );
}

/** No code: how to get one. A call to the contact person, or through the coordinator, without a word of why. */
export function NoCode() {
  const { engine } = useExpert();
  const [isOpen, setOpen] = useState(false);
  const contacts = contactsIn(engine.live.value).filter(({ phone }) => phone);
  const coordinators = coordinatorsIn(engine.live.value).filter(({ phone }) => phone);
  return (
    <>
      <Button look="quiet" onPress={() => setOpen(!isOpen)}>
        {t('channel:none.no-code')}
      </Button>
      {isOpen ? (
        <div class="card stack">
          {contacts.length > 0 ? <p>{t('channel:none.ask')}</p> : null}
          {contacts.map(({ id, name, phone }) => (
            <Call key={id} name={name} phone={phone} />
          ))}
          {coordinators.length > 0 ? <p>{t(contacts.length > 0 ? 'channel:none.through' : 'channel:none.through-only')}</p> : null}
          {contacts.length + coordinators.length === 0 ? <p>{t('channel:none.nobody')}</p> : null}
          {coordinators.map(({ id, name, phone }) => (
            <Call key={id} name={name} phone={phone} />
          ))}
        </div>
      ) : null}
    </>
  );
}

function Call({ name, phone }: { name: string; phone: string | null }) {
  if (!phone) return null;
  return (
    <p>
      <a class="button" href={callAddress(phone)}>
        {t('channel:call', { name: nameOf(name), phone: readablePhone(phone) })}
      </a>
    </p>
  );
}
