import { useRef, useState } from 'preact/hooks';
import type { Fee } from '../../domain/fee.ts';
import { areHoursOpen } from '../../domain/fee-facts.ts';
import { isCommentFee } from '../../domain/comment-facts.ts';
import { invitationIdOf, plannedMinutes } from '../../domain/session-facts.ts';
import type { Session } from '../../domain/session.ts';
import { Button } from '../../ui/Button.tsx';
import { formatMinutes, formatMoney } from '../../ui/format.ts';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
import { attempt, problemWords } from '../attempt.ts';
import { feesToPay } from '../open-fees.ts';
import { isToOther } from '../owed.ts';
import { useStandingForm } from '../use-standing-form.ts';
import { confirmHours, correctHours } from './actions.ts';
import { HoursFields, readHours, typedHours } from './HoursForm.tsx';
import type { HoursProblem, HoursTyped } from './HoursForm.tsx';
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
        <bdi>{name}</bdi>
      </h3>
      {isOpen ? <Confirm session={session} fee={fee} name={name} onDone={() => heading.current?.focus()} /> : <Confirmed fee={fee} onDone={() => heading.current?.focus()} />}
    </section>
  );
}

function Confirm({ session, fee, name, onDone }: { session: Session; fee: Fee; name: string; onDone: () => void }) {
  const { engine, now } = useStaff();
  const invitation = engine.live.value.get('invitation', invitationIdOf(session.id, fee.person));
  const of = useStandingForm<HoursTyped>(`hours:${fee.id}`, typedHours(plannedMinutes(session), 0));
  const [problem, setProblem] = useState<HoursProblem>();
  const [notice, setNotice] = useState('');
  // Nobody has worked before it begins; a comment was written, and what is cancelled with pay does not take place.
  if (now.value < session.starts && session.state !== 'cancelled' && !isCommentFee(fee.id)) return <p>{t('staff:hours.not-yet')}</p>;
  const confirm = async () => {
    const read = readHours(of.form);
    setProblem('at' in read ? read : undefined);
    if ('at' in read) return;
    const done = await attempt(confirmHours(engine, session, fee.id, read.minutes, read.travelCents, of.draft()));
    setNotice(done.ok ? '' : problemWords(done.reason));
    if (done.ok) onDone();
  };
  return (
    <>
      {invitation && !isCommentFee(fee.id) && isToOther(session, invitation) ? <p>{t('staff:hours.unsure', { name })}</p> : null}
      <HoursFields fee={fee} of={of} problem={problem} />
      {notice ? <p class="problem">{notice}</p> : null}
      <Button look="main" onPress={confirm}>
        {t('staff:hours.confirm')}
      </Button>
    </>
  );
}

/** What was confirmed; until the fee office acts on it, whoever confirmed it can put it right. */
function Confirmed({ fee, onDone }: { fee: Fee; onDone: () => void }) {
  const isPending = useStaff().engine.live.value.isPending('fee', fee.id);
  const [isOpen, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
    onDone();
  };
  return (
    <>
      <p>
        {t('staff:hours.confirmed', { time: formatMinutes(fee.minutes ?? 0), travel: formatMoney(fee.travelCents) })}
        {isPending ? <small> {t('staff:pending')}</small> : null}
      </p>
      {!areHoursOpen(fee) ? null : isOpen ? (
        <Correct fee={fee} onDone={close} />
      ) : (
        <Button look="quiet" onPress={() => setOpen(true)}>
          {t('staff:hours.correct')}
        </Button>
      )}
    </>
  );
}

function Correct({ fee, onDone }: { fee: Fee; onDone: () => void }) {
  const { engine } = useStaff();
  const of = useStandingForm<HoursTyped>(`hours:${fee.id}`, typedHours(fee.minutes ?? 0, fee.travelCents));
  const [problem, setProblem] = useState<HoursProblem>();
  const [notice, setNotice] = useState('');
  const write = async (minutes: number | null, travelCents: number) => {
    const done = await attempt(correctHours(engine, fee, minutes, travelCents, of.draft()));
    setNotice(done.ok ? '' : problemWords(done.reason));
    if (done.ok) onDone();
  };
  const save = async () => {
    const read = readHours(of.form);
    setProblem('at' in read ? read : undefined);
    if (!('at' in read)) await write(read.minutes, read.travelCents);
  };
  const leave = async () => {
    await of.drop();
    onDone();
  };
  return (
    <>
      <p class="small">{t('staff:hours.correct-what')}</p>
      <HoursFields fee={fee} of={of} problem={problem} />
      {notice ? <p class="problem">{notice}</p> : null}
      <div class="buttons">
        <Button look="main" onPress={save}>
          {t('staff:hours.correct-save')}
        </Button>
        <Button onPress={() => write(null, 0)}>{t('staff:hours.take-back')}</Button>
        <Button look="quiet" onPress={leave}>
          {t('staff:hours.leave')}
        </Button>
      </div>
    </>
  );
}
