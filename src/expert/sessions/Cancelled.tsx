import { useRef } from 'preact/hooks';
import { Notice } from '../../ui/Notice.tsx';
import { useOnScreen } from '../../ui/use-on-screen.ts';
import { t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { cancelledSeenKey } from '../draft-keys.ts';
import { unlessFull } from '../storage-full.ts';
import { After } from './After.tsx';
import { Agreement } from './Agreement.tsx';
import { Asking } from './Asking.tsx';
import { AddToCalendar } from './calendar/AddToCalendar.tsx';
import { Reach } from './day/Reach.tsx';
import { phoneFor } from './day/view.ts';
import type { Entry } from './view.ts';
import { cancelledFee } from './words.ts';

/** It does not take place: nothing is left to do, and what becomes of the fee is said at once. */
export function Cancelled({ entry }: { entry: Entry }) {
  const { engine, now } = useExpert();
  const { drafts } = engine;
  const { session } = entry;
  const fee = cancelledFee(entry);
  const isAhead = session.ends > now.value;
  const phone = phoneFor(engine.live.value, session);
  const place = useRef<HTMLParagraphElement>(null);
  // From then on it is no news any more on home.
  useOnScreen(place, true, () => {
    const key = cancelledSeenKey(session.id);
    if (!drafts.all.value.has(key)) void unlessFull(() => drafts.save(key, true));
  });
  return (
    <>
      <Notice tone="wait">
        <p ref={place}>{t('sessions:cancelled-words')}</p>
        {fee ? <p>{fee}</p> : null}
      </Notice>
      {isAhead && phone ? (
        <>
          <p>{t('sessions:cancelled-call')}</p>
          <Reach phone={phone} />
        </>
      ) : null}
      <Asking entry={entry} />
      <AddToCalendar sessions={isAhead && entry.stand === 'accepted' ? [session] : []} />
      {fee ? (
        <>
          <After entry={entry} />
          <Agreement entry={entry} />
        </>
      ) : null}
    </>
  );
}
