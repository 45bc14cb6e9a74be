import { useState } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { formatTime, formatWhen } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { focusHeading } from '../../ui/Page.tsx';
import { t } from '../../ui/words.ts';
import { problemOf } from '../attempt.ts';
import { useExpert } from '../context.ts';
import type { Expert } from '../context.ts';
import { ItemLine } from '../ItemLine.tsx';
import { answererOf } from '../people.ts';
import { didTakeBack, undoAnswer } from './actions.ts';
import { Reach } from './day/Reach.tsx';
import { useIsCut } from './day/use-way.ts';
import { phoneFor } from './day/view.ts';
import { isHeldNow } from './view.ts';
import type { Entry } from './view.ts';

/** Has the server had the answer, and is the time for undoing it over? */
export function useIsSettled({ invitation, decision }: Entry): boolean {
  const { engine } = useExpert();
  return decision?.state !== 'held' && !isOnItsWay(engine, invitation.id);
}

const isOnItsWay = ({ pending, refused }: Expert['engine'], invitation: string): boolean =>
  [...pending.value.filter((op) => !op.settled), ...refused.value].some((op) => op.lane === `invitation/${invitation}` && op.name.startsWith('invitation/'));

/** What one has answered, who knows it by now, and the way back while nobody does. */
export function Given({ entry }: { entry: Entry }) {
  const expert = useExpert();
  const { engine, now } = expert;
  const { invitation, decision, stand } = entry;
  const isCut = useIsCut();
  const [problem, setProblem] = useState<string>();
  const isOut = isOnItsWay(engine, invitation.id);
  const words = stand === 'accepted' ? t('sessions:coming-along') : didTakeBack(expert, invitation.id) ? t('sessions:took-back') : t('sessions:declined');
  const undo = async () => {
    const found = await problemOf(() => undoAnswer(expert, invitation.id, decision?.answer ?? 'accepted'));
    setProblem(found);
    if (!found) focusHeading();
  };
  return (
    <>
      {isOut ? (
        // What has not left stands first, in the colour of waiting: nobody knows of it yet.
        <Notice tone="wait">
          <ItemLine kind={decision ? 'decision' : 'invitation'} id={decision?.id ?? invitation.id} />
          <p>{words}</p>
          {isCut && stand === 'declined' ? <Reach phone={phoneFor(engine.live.value, entry.session)} /> : null}
        </Notice>
      ) : (
        <Notice tone={stand === 'accepted' ? 'ok' : 'calm'}>
          <p>{words}</p>
          <Where entry={entry} />
        </Notice>
      )}
      {problem ? <Notice tone="wait">{problem}</Notice> : null}
      {isHeldNow(engine.live.value, decision, now.value, isCut) ? <Button onPress={undo}>{t('sessions:undo')}</Button> : null}
    </>
  );
}

/** Where an answer that the server has is: held there, or with the coordinator. */
function Where({ entry: { invitation, decision } }: { entry: Entry }) {
  const { engine, now } = useExpert();
  const live = engine.live.value;
  const coordinator = answererOf(live, invitation.session) ?? t('checklist:coordinator');
  if (decision?.state !== 'held') return <p class="small">{invitation.answered === null ? t('common:item.sent') : t('common:item.sent-at', { when: formatWhen(invitation.answered) })}</p>;
  const until = decision.until ?? '';
  return <p class="small">{until > now.value ? t('sessions:held', { coordinator, time: formatTime(until) }) : t('sessions:held-over', { coordinator })}</p>;
}
