import { callAddress, readablePhone } from '../domain/phone.ts';
import { t } from '../ui/words.ts';
import { useStaff } from './context.ts';
import { nameOf } from './names.ts';

/** A person's number to call, or the word that none is known here. `given`: the one that they wrote for this very call. */
export function CallLine({ person, given = '' }: { person: string; given?: string }) {
  const live = useStaff().engine.live.value;
  const name = nameOf(live, person);
  const phone = given || live.get('person', person)?.phone;
  if (!phone) return <p class="small">{t('staff:call.none', { name })}</p>;
  return (
    <p>
      <a class="button" href={callAddress(phone)}>
        {t('staff:call.to', { name, phone: readablePhone(phone) })}
      </a>
    </p>
  );
}
