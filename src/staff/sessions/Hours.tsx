import { useRef, useState } from 'preact/hooks';
import type { Fee } from '../../domain/fee.ts';
import { isCommentFee } from '../../domain/comment-facts.ts';
import { invitationIdOf, plannedMinutes } from '../../domain/session-facts.ts';
import type { Session } from '../../domain/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { formatMinutes, formatMoney } from '../../ui/format.ts';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
import { centsOf, minutesOf } from '../numbers.ts';
import { attempt, problemWords } from '../attempt.ts';
import { feesToPay } from '../open-fees.ts';
import { isToOther } from '../owed.ts';
import { confirmHours } from './actions.ts';
import { compareWords } from '../../ui/collate.ts';

/** Hours and travel of everybody who was there. Nobody asks the young person to file them. */
export function Hours({ session }: { session: Session }) {
  const live = useStaff().engine.live.value;
  const nameFor = (fee: Fee): string => {
    const name = live.get('person', fee.person)?.name || fee.payee;
    return isCommentFee(fee.id) ? t('duties:comments.fee', { name }) : name;
  };
  // By the fees and not by the invitations: of those who did not come these are gone a day later, and a comment is paid all the same.
  const withFee = feesToPay(live, session).map((fee) => ({ fee, name: nameFor(fee) })).sort((a, b) => compareWords(a.name, b.name));
  if (withFee.length === 0) return null;
  return (
    <>
      <h2>{t('staff:hours.heading')}</h2>
      <p>{t('staff:hours.what')}</p>
      {withFee.map(({ fee, name }) => (
        <One key={fee.id} session={session} fee={fee} name={name} />
      ))}
    </>
  );
}

function One({ session, fee, name }: { session: Session; fee: Fee; name: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const isOpen = fee.state === 'planned' || fee.state === 'held';
  return (
    <section class="card" aria-label={name}>
      <h3 tabIndex={-1} ref={heading}>
        {name}
      </h3>
      {isOpen ? <Confirm session={session} fee={fee} name={name} onDone={() => heading.current?.focus()} /> : <Confirmed fee={fee} />}
    </section>
  );
}

function Confirm({ session, fee, name, onDone }: { session: Session; fee: Fee; name: string; onDone: () => void }) {
  const { engine } = useStaff();
  const invitation = engine.live.value.get('invitation', invitationIdOf(session.id, fee.person));
  const planned = plannedMinutes(session);
  const [hours, setHours] = useState(String(Math.floor(planned / 60)));
  const [minutes, setMinutes] = useState(String(planned % 60));
  const [travel, setTravel] = useState('');
  const [problem, setProblem] = useState<{ at: 'time' | 'travel' | 'all'; words: string }>();
  const confirm = async () => {
    const [time, cents] = [minutesOf(hours, minutes), centsOf(travel)];
    if (time === undefined) return setProblem({ at: 'time', words: t('staff:hours.no-time') });
    if (cents === undefined) return setProblem({ at: 'travel', words: t('staff:hours.no-amount') });
    const done = await attempt(confirmHours(engine, session, fee.id, time, cents));
    setProblem(done.ok ? undefined : { at: 'all', words: problemWords(done.reason) });
    if (done.ok) onDone();
  };
  return (
    <>
      {invitation && !isCommentFee(fee.id) && isToOther(session, invitation) ? <p>{t('staff:hours.unsure', { name })}</p> : null}
      <div class="pair">
        <Field label={t('staff:hours.hours')} type="number" value={hours} onInput={setHours} problem={problem?.at === 'time' ? problem.words : undefined} />
        <Field label={t('staff:hours.minutes')} type="number" value={minutes} onInput={setMinutes} />
      </div>
      {fee.unit === 'occasion' ? <p class="small">{t('staff:hours.per-occasion', { amount: formatMoney(fee.rateCents) })}</p> : null}
      <Field label={t('staff:hours.travel')} help={t('staff:hours.travel-help')} value={travel} onInput={setTravel} maxLength={12} problem={problem?.at === 'travel' ? problem.words : undefined} />
      {problem?.at === 'all' ? <p class="problem">{problem.words}</p> : null}
      <Button look="main" onPress={confirm}>
        {t('staff:hours.confirm')}
      </Button>
    </>
  );
}

function Confirmed({ fee }: { fee: Fee }) {
  const isPending = useStaff().engine.live.value.isPending('fee', fee.id);
  return (
    <p>
      {t('staff:hours.confirmed', { time: formatMinutes(fee.minutes ?? 0), travel: formatMoney(fee.travelCents) })}
      {isPending ? <small> {t('staff:pending')}</small> : null}
    </p>
  );
}
