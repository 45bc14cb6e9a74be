import { Notice } from '../../ui/Notice.tsx';
import { t } from '../../ui/words.ts';
import { After } from './After.tsx';
import { Agreement } from './Agreement.tsx';
import type { Entry } from './view.ts';
import { feeSum } from './words.ts';

/** It does not take place: nothing is left to do, and what becomes of the fee is said at once. */
export function Cancelled({ entry }: { entry: Entry }) {
  const isMine = entry.stand === 'accepted';
  return (
    <>
      <Notice tone="wait">
        <p>{t('sessions:cancelled-words')}</p>
        {isMine ? <p>{feeWords(entry)}</p> : null}
      </Notice>
      {isMine ? (
        <>
          <After entry={entry} />
          <Agreement entry={entry} />
        </>
      ) : null}
    </>
  );
}

function feeWords({ session, invitation }: Entry): string {
  const fee = invitation.agreed ? invitation.agreed.terms.fee : session.fee;
  if (!fee) return t('sessions:fee.none');
  switch (session.cancelled?.fee) {
    case 'paid':
      return t('sessions:cancelled-fee.paid', { sum: feeSum({ fee }) });
    case 'not-paid':
      return t('sessions:cancelled-fee.not-paid');
    case undefined:
      return t('sessions:cancelled-fee.unknown');
  }
}
