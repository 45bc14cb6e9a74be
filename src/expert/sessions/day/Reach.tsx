import { formatPhone } from '../../../ui/format.ts';
import { t } from '../../../ui/words.ts';
import { telOf } from '../../people.ts';
import { smsOf } from './view.ts';

interface ReachProps {
  phone: string;
  /** Words for a text message. They are the phone's from there on, so they say nothing of what this is. */
  body?: string;
}

/** Calling and texting work where the app cannot reach anybody. */
export function Reach({ phone, body = '' }: ReachProps) {
  if (phone === '') return null;
  return (
    <div class="buttons">
      <a class="button" href={telOf(phone)}>
        {t('sessions:call', { phone: formatPhone(phone) })}
      </a>
      <a class="button" href={smsOf(phone, body)}>
        {t('sessions:text-message')}
      </a>
    </div>
  );
}
