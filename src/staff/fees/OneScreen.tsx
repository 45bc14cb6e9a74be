import { isSensibleDay } from '../../domain/sensible-day.ts';
import { formatDate } from '../../ui/format.ts';
import { isolate } from '../../ui/isolate.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Link } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
import { myRoles } from '../logins.ts';
import { stallLabels } from '../stall-labels.ts';
import { feeNumberWords } from '../session-number.ts';
import { StaffPage } from '../StaffPage.tsx';
import { StallForm } from './StallForm.tsx';
import { lineOf, stepsOf } from './view.ts';
import { amountWords, hoursWords, rateWords, stateLabels } from './words.ts';

/** One fee: where it stands, and being paid or standing still. */
export function OneFeeScreen({ id }: { id: string }) {
  const { engine, login, now } = useStaff();
  const roles = myRoles(engine, login);
  // A coordinator comes here from what waits, and sees no list of fees.
  const back = roles.includes('fees') ? '/staff/fees' : '/staff/waiting';
  const fee = engine.live.value.get('fee', id);
  if (!fee) {
    return (
      <StaffPage heading={t('staff:nothing-here.heading')} title={t('staff:title.fees')} back={back}>
        <p>{t('staff:nothing-here.what')}</p>
      </StaffPage>
    );
  }
  const line = lineOf(fee, now.value);
  return (
    <StaffPage heading={`${isolate(fee.payee || t('staff:somebody'))}, ${feeNumberWords(engine.live.value, fee)}`} title={t('staff:title.fees')} back={back}>
      <p>
        {rateWords(fee)}
        <br />
        {hoursWords(fee)}, <span class="money">{amountWords(line)}</span>
      </p>
      <ol class="rows">
        {stepsOf(fee).map((step, index, steps) => (
          <li key={index} class="row" aria-current={index === steps.length - 1 ? 'step' : undefined}>
            <span>{t(stateLabels[step.state])}</span>
            {step.day ? <span class="small">{isSensibleDay(step.day) ? formatDate(step.day) : t('staff:fees.day-wrong')}</span> : null}
          </li>
        ))}
      </ol>
      {engine.live.value.isPending('fee', id) ? <p class="small wait">{t('staff:pending')}</p> : null}
      {line.promised && !line.paidOn ? <p>{t('staff:fees.promised-day', { day: formatDate(line.promised) })}</p> : null}
      {line.isUntold ? <Notice tone="wait">{t('staff:fees.late-since')}</Notice> : null}
      {fee.stall ? (
        <Notice>
          {t(stallLabels[fee.stall.why])} {t('staff:fees.seen-to', { who: fee.stall.who })}
        </Notice>
      ) : null}
      {line.canPay && roles.includes('fees') ? (
        <p>
          <Link class="button" to={`/staff/fees/${id}/paid`}>
            {t(line.mustMend ? 'staff:fees.mend-day' : 'staff:fees.mark-paid')}
          </Link>
        </p>
      ) : null}
      {roles.includes('coordinator') && engine.live.value.get('session', fee.session) ? (
        <p>
          <Link class="button" to={`/staff/sessions/${fee.session}`}>
            {t('staff:fees.see-hours')}
          </Link>
        </p>
      ) : null}
      {fee.state === 'paid' ? null : <StallForm id={id} />}
    </StaffPage>
  );
}
