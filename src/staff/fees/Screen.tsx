import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { formatDate, formatDay } from '../../ui/format.ts';
import { Link } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
import { feeNumberWords } from '../session-number.ts';
import { attempt, problemWords } from '../attempt.ts';
import { stallLabels } from '../stall-labels.ts';
import { heldFees } from '../held-fees.ts';
import { StaffPage } from '../StaffPage.tsx';
import { advance } from './actions.ts';
import { Many } from './Many.tsx';
import { feeList } from './view.ts';
import type { FeeLine } from './view.ts';
import { amountWords, hoursWords, rateWords, stateLabels } from './words.ts';

/** All fees of the project. A session is only its number here. */
export function FeesScreen() {
  const { engine, now } = useStaff();
  const { open, paid } = feeList(engine.live.value, now.value);
  return (
    <StaffPage heading={t('staff:fees.heading')} title={t('staff:title.fees')}>
      <p class="small">{t('staff:fees.before-tax')}</p>
      {open.length === 0 ? <p>{t('staff:fees.none')}</p> : <h2>{t('staff:fees.unpaid')}</h2>}
      <Many lines={open} />
      <ul>
        {open.map((line) => (
          <li key={line.fee.id} class="card">
            <Line line={line} />
            <Next line={line} />
          </li>
        ))}
      </ul>
      {paid.length === 0 ? null : <h2>{t('staff:fees.paid')}</h2>}
      <ul>
        {paid.map((line) => (
          <li key={line.fee.id} class="card">
            <Line line={line} />
            {line.mustMend ? <Next line={line} /> : null}
          </li>
        ))}
      </ul>
    </StaffPage>
  );
}

function Line({ line }: { line: FeeLine }) {
  const { fee } = line;
  const live = useStaff().engine.live.value;
  const isPending = live.isPending('fee', fee.id);
  return (
    <>
      <h3>
        <bdi>{fee.payee || t('staff:somebody')}</bdi>, {feeNumberWords(live, fee)}
      </h3>
      <p>
        {rateWords(fee)}
        <br />
        {formatDay(fee.sessionDay)}, {hoursWords(fee)}, <span class="money">{amountWords(line)}</span>
      </p>
      <p>
        <strong>{t(stateLabels[fee.state])}</strong>
        {line.paidOn ? ` ${formatDate(line.paidOn)}` : null}
        {line.mustMend ? <span class="wait"> {t('staff:fees.day-wrong')}</span> : null}
        {line.promised && !line.paidOn ? `, ${t('staff:fees.promised', { day: formatDate(line.promised) })}` : null}
        {line.isUntold ? <span class="wait">, {t('staff:fees.late')}</span> : null}
        {isPending ? <small class="wait">. {t('staff:pending')}</small> : null}
      </p>
      {fee.stall ? (
        <p class="small">
          {t(stallLabels[fee.stall.why])} {t('staff:fees.seen-to', { who: fee.stall.who })}
        </p>
      ) : null}
    </>
  );
}

function Next({ line }: { line: FeeLine }) {
  const { engine } = useStaff();
  const [problem, setProblem] = useState('');
  const { next } = line;
  const isHeld = heldFees(engine.drafts.all.value).some(({ fee }) => fee === line.fee.id);
  const place = useRef<HTMLDivElement>(null);
  const hasGone = useRef(false);
  useEffect(() => {
    // What was pressed is gone or another thing now: on to what comes next with this fee.
    if (hasGone.current) place.current?.querySelector<HTMLElement>('a, button')?.focus();
    hasGone.current = false;
  }, [next]);
  // What is held for it stands above, with the way to take it back.
  if (isHeld) return null;
  const go = async () => {
    if (!next) return;
    hasGone.current = true;
    const done = await attempt(advance(engine, line.fee.id, next));
    hasGone.current &&= done.ok;
    setProblem(done.ok ? '' : problemWords(done.reason));
  };
  return (
    <>
      {problem ? <p class="problem">{problem}</p> : null}
      <div class="buttons" ref={place}>
        {next ? <Button onPress={go}>{t(next === 'approve' ? 'staff:fees.approve' : 'staff:fees.send')}</Button> : null}
        <Link class="button" to={line.canPay ? `/staff/fees/${line.fee.id}/paid` : `/staff/fees/${line.fee.id}`}>
          {t(line.mustMend ? 'staff:fees.mend-day' : line.canPay ? 'staff:fees.mark-paid' : 'staff:open')}
        </Link>
        {line.canPay ? (
          <Link class="button" to={`/staff/fees/${line.fee.id}`}>
            {t('staff:open')}
          </Link>
        ) : null}
      </div>
    </>
  );
}
