import { callAddress, readablePhone } from '../../domain/phone.ts';
import { Link } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { contactOf, coordinatorsIn } from '../people.ts';

/** One calm line when it was heavy. The app tells nobody. */
export function Support() {
  const { engine } = useExpert();
  const live = engine.live.value;
  const contact = contactOf(engine);
  const callable = [contact, ...coordinatorsIn(live)].flatMap((person) => (person?.phone ? [{ name: person.name, phone: person.phone }] : []));
  return (
    <div class="notice calm">
      <p>{t('reflection:support.ask')}</p>
      <div class="buttons">
        {callable.map(({ name, phone }) => (
          <a key={phone} class="button" href={callAddress(phone)}>
            {t('reflection:support.call', { name, phone: readablePhone(phone) })}
          </a>
        ))}
        {contact ? (
          <Link to="/v" class="button">
            {t('reflection:support.write', { name: contact.name })}
          </Link>
        ) : null}
        <Link to="/a" class="button">
          {t('reflection:support.help')}
        </Link>
      </div>
    </div>
  );
}
