import { useEffect } from 'preact/hooks';
import { Notice } from '../../ui/Notice.tsx';
import { t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { cancelledSeenKey } from '../draft-keys.ts';
import { unlessFull } from '../storage-full.ts';
import { After } from './After.tsx';
import { Agreement } from './Agreement.tsx';
import { Asking } from './Asking.tsx';
import type { Entry } from './view.ts';
import { cancelledFee } from './words.ts';

/** It does not take place: nothing is left to do, and what becomes of the fee is said at once. */
export function Cancelled({ entry }: { entry: Entry }) {
  const { drafts } = useExpert().engine;
  const { session } = entry;
  const fee = cancelledFee(entry);
  useEffect(() => {
    // From now on home need not say it.
    const key = cancelledSeenKey(session.id);
    if (!drafts.all.value.has(key)) void unlessFull(() => drafts.save(key, true));
  }, [session.id]);
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
