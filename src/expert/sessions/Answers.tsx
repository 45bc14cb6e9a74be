import type { Ref } from 'preact';
import { useState } from 'preact/hooks';
import { heldFor } from '../../domain/held-for.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { focusHeading } from '../../ui/Page.tsx';
import { t } from '../../ui/words.ts';
import { problemOf } from '../attempt.ts';
import { useExpert } from '../context.ts';
import { answererOf } from '../people.ts';
import { answerInvitation } from './actions.ts';
import { AskFirst, Asking } from './Asking.tsx';
import { Overlaps } from './Overlaps.tsx';
import type { Entry } from './view.ts';

interface AnswersProps {
  entry: Entry;
  /** Where one comes to from the top of the page. */
  place?: Ref<HTMLDivElement>;
}

/** Three answers that are all just as fine, in the same look. What was answered already is not offered again. */
export function Answers({ entry, place = null }: AnswersProps) {
  const { engine, now } = useExpert();
  const live = engine.live.value;
  const { session, invitation, stand } = entry;
  const [problem, setProblem] = useState<string>();
  // As it was when one began to read: a yes to what changed under the finger is asked about once more.
  const [shown, setShown] = useState(session);
  const coordinator = answererOf(live, session.id) ?? t('checklist:coordinator');
  const answer = async (said: 'accepted' | 'declined') => {
    const found = await problemOf(() => answerInvitation(engine, invitation.id, said, shown));
    setProblem(found);
    setShown(session);
    if (!found) focusHeading();
  };
  return (
    <>
      <Overlaps entry={entry} />
      {problem ? <Notice tone="wait">{problem}</Notice> : null}
      <div class="buttons down" role="group" aria-label={t('sessions:answer')} tabIndex={-1} ref={place}>
        <Button onPress={() => answer('accepted')}>{stand === 'declined' ? t('sessions:accept-after-all') : t('sessions:accept')}</Button>
        <AskFirst entry={entry} />
        {stand === 'declined' ? null : <Button onPress={() => answer('declined')}>{t('sessions:decline')}</Button>}
      </div>
      <Asking entry={entry} />
      <p class="small">{t('sessions:no-harm')}</p>
      <p class="small">{heldFor(session, now.value) === null ? t('sessions:at-once', { coordinator }) : t('sessions:can-undo')}</p>
    </>
  );
}
