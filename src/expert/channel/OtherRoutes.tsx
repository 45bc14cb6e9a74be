import { callAddress, readablePhone } from '../../domain/phone.ts';
import { Link } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { nameOf } from './words.ts';

interface OtherRoutesProps {
  contact?: { readonly name: string; readonly phone: string } | undefined;
}

/** What to do where a message is not enough: calling them, and the numbers that always answer. */
export function OtherRoutes({ contact }: OtherRoutesProps) {
  return (
    <>
      <p>{t('channel:urgent')}</p>
      <div class="buttons">
        {contact?.phone ? (
          <a class="button" href={callAddress(contact.phone)}>
            {t('channel:call', { name: nameOf(contact.name), phone: readablePhone(contact.phone) })}
          </a>
        ) : null}
        <Link to="/a" class="button">
          {t('common:help')}
        </Link>
      </div>
    </>
  );
}
