import { callAddress } from '../../domain/phone.ts';
import { t } from '../../ui/words.ts';
import { Link } from '../../ui/router.tsx';
import { useStaff } from '../context.ts';
import { actionWords, timeWords, whatWords } from './row-words.ts';
import type { Waiting } from './view.ts';

/** One thing to do, with where it is done. */
export function Row({ one }: { one: Waiting }) {
  const { engine, now } = useStaff();
  const live = engine.live.value;
  const phone = one.person === null ? undefined : live.get('person', one.person)?.phone;
  const time = timeWords(one, now.value);
  const what = (
    <span>
      {whatWords(one, live)}
      {time ? <small>{time}</small> : null}
      {/* Whoever goes from link to link by ear does not hear the heading. */}
      {one.session ? (
        <span class="unseen">
          {' '}
          <bdi>{one.session.title}</bdi>
        </span>
      ) : null}
    </span>
  );
  // The one thing to do about somebody who is late is to call them.
  if (one.kind === 'late' && phone) {
    return (
      <div class="row wide">
        {what}
        <a class="button" href={callAddress(phone)}>
          {t('duties:late.call', { phone })}
        </a>
      </div>
    );
  }
  return (
    <Link to={one.to} class={one.kind === 'ride' ? 'wide' : ''}>
      {what}
      <span class="button">{actionWords(one)}</span>
    </Link>
  );
}
