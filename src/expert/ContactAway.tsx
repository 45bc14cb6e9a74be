import { callAddress, readablePhone } from '../domain/phone.ts';
import { dayOf } from '../domain/day.ts';
import { formatDay } from '../ui/format.ts';
import { Notice } from '../ui/Notice.tsx';
import { t } from '../ui/words.ts';
import { useExpert } from './context.ts';
import { firstName } from './first-name.ts';
import { contactOf } from './people.ts';
import { useWords } from './use-words.ts';

/** On home: that the contact person is away, and who reads meanwhile. What the phone keeps of them is enough to say it. */
export function ContactAway() {
  const { engine, now } = useExpert();
  const hasWords = useWords('channel');
  const contact = contactOf(engine);
  if (!contact?.away || contact.away < dayOf(now.value) || !hasWords) return null;
  const deputy = contact.deputy ? { ...contact.deputy, name: firstName(contact.deputy.name) } : undefined;
  return (
    <Notice tone="wait">
      <div class="stack">
        <p>
          {t('channel:who.away', { name: contact.name, day: formatDay(contact.away) })} {deputy ? t('channel:who.away-deputy', { names: deputy.name }) : t('channel:who.away-alone')}
        </p>
        {deputy?.phone ? (
          <a class="button" href={callAddress(deputy.phone)}>
            {t('channel:call', { name: deputy.name, phone: readablePhone(deputy.phone) })}
          </a>
        ) : null}
      </div>
    </Notice>
  );
}
