import { callAddress, readablePhone } from '../../../domain/phone.ts';
import type { Session } from '../../../domain/session.ts';
import { t } from '../../../ui/words.ts';
import { useExpert } from '../../context.ts';
import { phoneFor, smsOf } from './view.ts';

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
      <a class="button" href={callAddress(phone)}>
        {t('sessions:call', { phone: readablePhone(phone) })}
      </a>
      <a class="button" href={smsOf(phone, body)}>
        {t('sessions:text-message')}
      </a>
    </div>
  );
}

/** Before something is said that cannot leave now: that it cannot, and what works all the same. */
export function OfflineFirst({ session, body }: { session: Session; body: string }) {
  const phone = phoneFor(useExpert().engine.live.value, session);
  return (
    <>
      <p class="wait">
        {t('day:offline-first')} {phone ? t('day:offline-call') : ''}
      </p>
      <Reach phone={phone} body={body} />
    </>
  );
}
