import { Notice } from '../../ui/Notice.tsx';
import { t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { Answers } from './Answers.tsx';
import { Change } from './Change.tsx';
import { DayItself } from './day/There.tsx';
import { Facts } from './Facts.tsx';
import { differenceWords, invitationFacts } from './term-words.ts';
import { partFor } from './view.ts';
import type { Entry } from './view.ts';

/** The terms are others than those that were said yes to: what differs, and the same three answers again. */
export function AskedAgain({ entry }: { entry: Entry }) {
  const { session, invitation, decision } = entry;
  const { now } = useExpert();
  const before = decision?.terms ?? invitation.agreed?.terms;
  const changes = before ? differenceWords(before, session) : [];
  return (
    <>
      <Notice tone="wait">{t('sessions:again.title')}</Notice>
      {changes.length > 0 ? (
        <>
          <p>{t('sessions:again.was')}</p>
          <dl class="facts">
            {changes.map((change) => (
              <Change key={change.name} change={change} />
            ))}
          </dl>
          <p>{t('sessions:again.ask')}</p>
        </>
      ) : (
        // Changed back meanwhile, or said on a phone that does not tell to what.
        <p>{before ? t('sessions:again.as-before') : t('sessions:again.unknown')}</p>
      )}
      <Answers entry={entry} />
      {partFor(session, now.value) === 1 ? <DayItself entry={entry} /> : null}
      <h2>{t('sessions:again.all')}</h2>
      <Facts facts={invitationFacts(session)} />
    </>
  );
}
