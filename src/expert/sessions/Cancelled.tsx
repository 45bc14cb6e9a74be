import { Notice } from '../../ui/Notice.tsx';
import { t } from '../../ui/words.ts';
import { After } from './After.tsx';
import { Agreement } from './Agreement.tsx';
import { Asking } from './Asking.tsx';
import type { Entry } from './view.ts';
import { cancelledFee } from './words.ts';

/** It does not take place: nothing is left to do, and what becomes of the fee is said at once. */
export function Cancelled({ entry }: { entry: Entry }) {
  const fee = cancelledFee(entry);
  return (
    <>
      <Notice tone="wait">
        <p>{t('sessions:cancelled-words')}</p>
        {fee ? <p>{fee}</p> : null}
      </Notice>
      <Asking entry={entry} />
      {fee ? (
        <>
          <After entry={entry} />
          <Agreement entry={entry} />
        </>
      ) : null}
    </>
  );
}
