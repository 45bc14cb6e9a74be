import { useState } from 'preact/hooks';
import { Button } from '../../../ui/Button.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { t } from '../../../ui/words.ts';
import { problemOf } from '../../attempt.ts';
import { useExpert } from '../../context.ts';
import type { Entry } from '../view.ts';
import { lateMinutes, sayLate } from './actions.ts';
import { OfflineFirst } from './Reach.tsx';
import { useIsCut } from './use-way.ts';
import { maySayLate, phoneFor } from './view.ts';
import { WayLine } from './WayLine.tsx';

/** "I am late": by how much, roughly, and whether that has gone. */
export function Late({ entry }: { entry: Entry }) {
  const expert = useExpert();
  const [isAsking, setAsking] = useState(false);
  const { invitation, session } = entry;
  if (!maySayLate(entry, expert.now.value)) return null;
  if (isAsking) return <Asking entry={entry} close={() => setAsking(false)} />;
  if (!invitation.late) return <Button onPress={() => setAsking(true)}>{t('day:late.button')}</Button>;
  const { minutes, at } = invitation.late;
  return (
    <div class="stack">
      <WayLine
        invitation={invitation.id} at={at} phone={phoneFor(expert.engine.live.value, session)} here={said(minutes)}
        body={minutes === 0 ? t('day:late.sms-unsure') : t('day:late.sms', { minutes })}
      >
        <p>{said(minutes)}</p>
      </WayLine>
      <Button look="quiet" onPress={() => setAsking(true)}>
        {t('day:late.change')}
      </Button>
    </div>
  );
}

const said = (minutes: number): string => (minutes === 0 ? t('day:late.said-unsure') : t('day:late.said', { minutes }));

function Asking({ entry: { invitation, session }, close }: { entry: Entry; close: () => void }) {
  const expert = useExpert();
  const [problem, setProblem] = useState<string>();
  const isCut = useIsCut();
  const say = async (minutes: number) => {
    const found = await problemOf(() => sayLate(expert, invitation.id, minutes));
    setProblem(found);
    // What becomes of it is said by announce-sync.ts.
    if (!found) close();
  };
  return (
    <div class="card stack">
      {isCut ? <OfflineFirst session={session} body={t('day:late.sms-unsure')} /> : null}
      <div role="group" aria-label={t('day:late.how')}>
        <p>{t('day:late.how')}</p>
        <div class="buttons">
          {lateMinutes.map((minutes) => (
            <Button key={minutes} onPress={() => say(minutes)}>
              {minutes === 0 ? t('day:late.unsure') : t('day:late.minutes', { minutes })}
            </Button>
          ))}
        </div>
      </div>
      {problem ? <Notice tone="wait">{problem}</Notice> : null}
      <p class="small">{t('day:late.fine')}</p>
      <Button look="quiet" onPress={close}>
        {t('day:late.not-yet')}
      </Button>
    </div>
  );
}
