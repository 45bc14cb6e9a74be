import { callAddress, readablePhone } from '../../domain/phone.ts';
import { formatDay, formatLongDay, formatMoney } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { coordinatorsIn, leadOf } from '../people.ts';
import { Benefits } from './Benefits.tsx';
import { feeRow, timeline } from './view.ts';
import { amountWords, includesWords, lateWords, nextWords, stallWords, stateWord } from './words.ts';

const standsWords = { done: 'fees:stands.done', here: 'fees:stands.here', ahead: 'fees:stands.ahead' } as const;

/** One fee: how much, where it is, who acts next and by when. */
export function FeeScreen({ id }: { id: string }) {
  const { engine, now } = useExpert();
  const live = engine.live.value;
  const fee = live.get('fee', id);
  if (!fee || fee.person !== engine.me.by) {
    return (
      <Page heading={t('fees:title')} title={t('fees:title')} back="/p">
        <p>{t('fees:gone')}</p>
      </Page>
    );
  }
  const row = feeRow(live, fee, now.value);
  // Who leads the session that the fee is for; both who is named and who is called.
  const coordinators = coordinatorsIn(live);
  const coordinator = leadOf(live, fee.session, coordinators) ?? coordinators[0];
  const troubles = [...lateWords(row, coordinator?.name), ...stallWords(fee)];
  return (
    <Page heading={row.session?.title ?? formatLongDay(fee.sessionDay)} title={t('fees:one')} back="/p">
      <p>{formatLongDay(fee.sessionDay)}</p>
      <p class="sum">{t('fees:before-tax', { amount: amountWords(row) })}</p>
      {fee.travelCents > 0 ? <p>{t('fees:travel', { amount: formatMoney(fee.travelCents) })}</p> : <p class="small">{t('fees:travel-later')}</p>}
      {troubles.length > 0 ? (
        <Notice tone="wait">
          {troubles.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </Notice>
      ) : null}
      <h2>{t('fees:where')}</h2>
      <ol class="timeline">
        {timeline(fee, row).map((step) => (
          <li key={step.state} class={step.stands} aria-current={step.stands === 'here' ? 'step' : undefined}>
            <span class="split">
              <span>
                {stateWord(step.state, row.isOff)}
                {/* Not by colour alone, and not for the eye alone. */}
                <span class="unseen">, {t(standsWords[step.stands])}</span>
              </span>
              {step.day ? <span class="small">{formatDay(step.day)}</span> : step.state === 'paid' && row.promised ? <span class="small">{t('fees:promised', { day: formatDay(row.promised) })}</span> : null}
            </span>
            {step.stands === 'here' ? <small>{nextWords(row, coordinator?.name)}</small> : null}
          </li>
        ))}
      </ol>
      <h2>{t('fees:why')}</h2>
      <p>{fee.unit === 'hour' ? t('fees:rate-hour', { amount: formatMoney(fee.rateCents) }) : t('fees:rate-once', { amount: formatMoney(fee.rateCents) })}</p>
      <p>{includesWords(fee)}</p>
      <h2>{t('fees:not-right.title')}</h2>
      <p>{t('fees:not-right.text', { name: coordinator?.name ?? t('fees:coordinator') })}</p>
      {coordinator?.phone ? (
        <p>
          <a class="button" href={callAddress(coordinator.phone)}>
            {t('fees:not-right.call', { name: coordinator.name, phone: readablePhone(coordinator.phone) })}
          </a>
        </p>
      ) : null}
      <Benefits />
    </Page>
  );
}
