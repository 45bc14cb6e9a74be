import { formatMoney } from '../../ui/format.ts';
import { Link } from '../../ui/router.tsx';
import { feeAmount } from '../../domain/fee-facts.ts';
import { t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { contactOf } from '../people.ts';
import { writeAbout } from './actions.ts';
import type { Entry } from './view.ts';
import { feeState, feeSum } from './words.ts';

/** Afterwards: own thoughts, the fee, and somebody outside the project to write to. */
export function After({ entry: { session, fee } }: { entry: Entry }) {
  const { engine, now } = useExpert();
  const contact = contactOf(engine);
  const isOff = session.state === 'cancelled';
  // Of one that does not take place the page has said what becomes of the fee: a promised one is no agreed one any more.
  const shown = fee && !(isOff && fee.state === 'planned' && session.cancelled?.fee !== 'paid') ? fee : undefined;
  const amount = shown && feeAmount(shown);
  return (
    <>
      {session.ends > now.value && !isOff ? <p class="small">{t('sessions:after-later')}</p> : null}
      <ul class="rows">
        <li>
          <Link class="goes" to={`/o/${session.id}`}>
            <span>
              {t('sessions:thoughts')}
              <small>{t('sessions:thoughts-private')}</small>
            </span>
          </Link>
        </li>
        {shown ? (
          <li>
            <Link class="goes" to={`/p/${shown.id}`}>
              <span>
                {t('sessions:fact.fee')}: {amount === null || amount === undefined ? feeSum(session) : formatMoney(amount)}
                <small>{isOff && shown.state === 'planned' ? t('sessions:past-fee.cancelled') : feeState(shown)}</small>
              </span>
            </Link>
          </li>
        ) : null}
        {contact ? (
          <li>
            <button class="goes" type="button" onClick={() => void writeAbout(engine, session.id)}>
              <span>
                {t('sessions:contact', { name: contact.name })}
                <small>{t('sessions:contact-outside', { name: contact.name })}</small>
              </span>
            </button>
          </li>
        ) : null}
      </ul>
      {fee || isOff ? null : <p>{session.fee ? t('sessions:fee.later') : t('sessions:fee.none')}</p>}
    </>
  );
}
