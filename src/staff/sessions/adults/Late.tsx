import { callAddress, readablePhone } from '../../../domain/phone.ts';
import type { Session } from '../../../domain/session.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { t } from '../../../ui/words.ts';
import { useStaff } from '../../context.ts';
import { lateWords } from '../../late-words.ts';
import { comingTo } from '../../owed.ts';

/** Who said that they are late, and the number to call, until the session is over. */
export function Late({ session }: { session: Session }) {
  const { engine, now } = useStaff();
  const live = engine.live.value;
  if (session.state !== 'planned' || session.ends <= now.value) return null;
  return (
    <>
      {comingTo(live, session.id).map((invitation) => {
        if (!invitation.late) return null;
        const person = live.get('person', invitation.person);
        return (
          <Notice tone="wait" key={invitation.id}>
            <p>{lateWords(live, invitation)}</p>
            {person?.phone ? (
              <a class="button" href={callAddress(person.phone)}>
                {t('duties:late.call', { phone: readablePhone(person.phone) })}
              </a>
            ) : null}
          </Notice>
        );
      })}
    </>
  );
}
