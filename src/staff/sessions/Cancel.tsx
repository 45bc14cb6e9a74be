import { useEffect, useRef, useState } from 'preact/hooks';
import type { Live } from '../../client/state.ts';
import type { Session } from '../../domain/session.ts';
import type { FeeOffer, Terms } from '../../domain/terms.ts';
import { Button } from '../../ui/Button.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { formatMoney } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { focusHeading } from '../../ui/Page.tsx';
import { t } from '../../ui/words.ts';
import { attempt, problemWords } from '../attempt.ts';
import { useStaff } from '../context.ts';
import { cancelFees, cancelSession, feesToCancel, promisedFees } from './actions.ts';

type Fee = 'paid' | 'not-paid';

/** Cancels a session: first what becomes of the fee and what the young people will read, then the press that does it. */
export function Cancel({ session, onClose }: { session: Session; onClose: () => void }) {
  const { engine } = useStaff();
  const hasFee = session.fee !== null || promisedFees(engine.live.value, session.id).length > 0;
  const agreed = agreedTerms(engine.live.value, session);
  const ifStopped = each(agreed.map((terms) => terms.ifStopped ?? ''));
  const [fee, setFee] = useState<Fee | null>(hasFee ? null : 'not-paid');
  const [notice, setNotice] = useState('');
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => card.current?.focus(), []);
  const cancel = async () => {
    if (!fee) return setNotice(t('plan:cancel.choose'));
    const done = await attempt(cancelSession(engine, session.id, fee));
    if (done.ok) focusHeading();
    else setNotice(problemWords(done.reason));
  };
  return (
    <div class="card" tabIndex={-1} ref={card}>
      <h3>{t('staff:session.cancel')}</h3>
      {hasFee && ifStopped.length > 0 ? <Written label={t('plan:cancel.agreed')} texts={ifStopped} /> : null}
      {hasFee ? (
        <Choices
          label={t('plan:cancel.fee')}
          value={fee}
          onChoose={(next: Fee) => {
            setFee(next);
            setNotice('');
          }}
          options={[
            { value: 'paid', label: t('plan:cancel.paid'), help: t('plan:cancel.paid-help') },
            { value: 'not-paid', label: t('plan:cancel.not-paid'), help: t('plan:cancel.not-paid-help') },
          ]}
        />
      ) : null}
      {fee ? (
        <>
          <Written label={t('plan:cancel.reads')} texts={[t('sessions:cancelled-words')]} />
          <Written label={t('plan:cancel.reads-coming')} texts={each(agreed.map((terms) => feeReads(terms.fee, fee)))} />
        </>
      ) : null}
      <p>{t('staff:session.cancel-what')}</p>
      {notice ? <Notice tone="problem">{notice}</Notice> : null}
      <div class="buttons">
        <Button onPress={cancel}>{t('staff:session.cancel-yes')}</Button>
        <Button onPress={onClose}>{t('staff:session.cancel-no')}</Button>
      </div>
    </div>
  );
}

function Written({ label, texts }: { label: string; texts: readonly string[] }) {
  return (
    <>
      <p>{label}</p>
      {texts.map((text) => (
        <p class="written" dir="auto" key={text}>
          {text}
        </p>
      ))}
    </>
  );
}

/** What those who come have said yes to; who was asked again may have agreed to something else than the others. */
function agreedTerms(live: Live, session: Session): readonly Pick<Terms, 'fee' | 'ifStopped'>[] {
  const coming = live.all('invitation').filter((one) => one.session === session.id && one.state === 'accepted');
  // A yes that is still held is not known here. It counts if it was to the terms as they are.
  return coming.length === 0 ? [session] : coming.map(({ agreed }) => agreed?.terms ?? session);
}

/** What a young person reads of the fee, in the words of their own page (expert/sessions/words.ts; a test compares the two). */
function feeReads(offer: FeeOffer | null, fee: Fee): string {
  if (!offer) return t('sessions:fee.none');
  if (fee === 'not-paid') return t('sessions:cancelled-fee.not-paid');
  const sum = formatMoney(offer.cents);
  return t('sessions:cancelled-fee.paid', { sum: t(offer.unit === 'hour' ? 'sessions:fee.hour' : 'sessions:fee.once', { sum }) });
}

const each = (texts: readonly string[]): readonly string[] => [...new Set(texts)].filter((text) => text.trim() !== '');

/** Of a cancelled session: what became of the fees; and those that are left to cancel, where it broke off in the middle. */
export function Cancelled({ session }: { session: Session }) {
  const { engine } = useStaff();
  const [notice, setNotice] = useState('');
  const left = feesToCancel(engine.live.value, session.id);
  const goOn = async () => {
    const done = await attempt(cancelFees(engine, session.id));
    setNotice(done.ok ? '' : problemWords(done.reason));
    if (done.ok) focusHeading();
  };
  const fee = session.cancelled?.fee;
  return (
    <>
      <Notice>
        <p>{t('staff:session.is-cancelled')}</p>
        {session.fee && fee ? <p>{t(fee === 'paid' ? 'plan:cancel.is-paid' : 'plan:cancel.is-not-paid')}</p> : null}
      </Notice>
      {left.length === 0 ? null : (
        <Notice tone="problem" action={{ label: t('plan:cancel.go-on'), run: goOn }}>
          <p>{t('plan:cancel.left')}</p>
          {notice ? <p>{notice}</p> : null}
        </Notice>
      )}
    </>
  );
}
