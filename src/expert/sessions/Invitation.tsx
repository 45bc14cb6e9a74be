import { useEffect, useState } from 'preact/hooks';
import { answerIdOf } from '../../domain/answer-facts.ts';
import { isOpenForAnswers } from '../../domain/session-facts.ts';
import { Button } from '../../ui/Button.tsx';
import { formatDay, formatTime } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { focusHeading } from '../../ui/Page.tsx';
import { t } from '../../ui/words.ts';
import { problemOf } from '../attempt.ts';
import { useExpert } from '../context.ts';
import { ItemLine } from '../ItemLine.tsx';
import { answerInvitation, choose, didTakeBack, rememberReplies } from './actions.ts';
import { AskedLine } from './checklist/AskedLine.tsx';
import type { Entry } from './view.ts';
import { feeSentences, typeWords, whereWords } from './words.ts';

/** An invitation: what is hoped, who is there, what it pays, and three answers that are all just as fine. */
export function Invitation({ entry }: { entry: Entry }) {
  const { session, invitation } = entry;
  const expert = useExpert();
  const { engine, now } = expert;
  const [problem, setProblem] = useState<string>();
  const isOpen = isOpenForAnswers(session, now.value);
  const asked = engine.live.value.get('answer', answerIdOf(invitation.id, 'what'));
  useEffect(() => {
    if (asked) void rememberReplies(expert, [asked]);
  }, [asked?.reply?.at]);
  const answer = async (state: 'accepted' | 'declined') => {
    const found = await problemOf(() => answerInvitation(engine, invitation.id, state));
    setProblem(found);
    if (!found) focusHeading();
  };
  return (
    <>
      {invitation.state === 'declined' ? (
        <Notice>
          <p>{t(didTakeBack(expert, invitation.id) ? 'sessions:took-back' : 'sessions:declined')}</p>
          <ItemLine kind="invitation" id={invitation.id} at={invitation.answered} />
        </Notice>
      ) : null}
      <Facts entry={entry} />
      {problem ? <Notice tone="wait">{problem}</Notice> : null}
      {isOpen ? (
        <>
          {session.replyBy === null ? null : <p>{t('sessions:reply-by', { day: formatDay(session.replyBy) })}</p>}
          <div class="buttons down">
            <Button look="main" onPress={() => answer('accepted')}>
              {invitation.state === 'declined' ? t('sessions:accept-after-all') : t('sessions:accept')}
            </Button>
            {asked?.answer === 'ask' ? null : (
              <Button onPress={async () => setProblem(await problemOf(() => choose(engine, invitation.id, 'what', 'ask')))}>{t('sessions:ask-first')}</Button>
            )}
            {invitation.state === 'declined' ? null : <Button onPress={() => answer('declined')}>{t('sessions:decline')}</Button>}
          </div>
          {asked?.answer === 'ask' ? <AskedLine answer={asked} /> : null}
          <p class="small">{t('sessions:no-harm')}</p>
        </>
      ) : session.state === 'planned' && invitation.state === 'open' ? (
        <Notice>{t('sessions:closed')}</Notice>
      ) : null}
    </>
  );
}

function Facts({ entry: { session } }: { entry: Entry }) {
  const facts = [
    [t('sessions:fact.what'), [typeWords(session)]],
    [t('sessions:fact.aim'), [session.aim || t('sessions:not-told')]],
    [t('sessions:fact.time'), [t('sessions:from-to', { from: formatTime(session.starts), to: formatTime(session.ends) })]],
    [t('sessions:fact.where'), [whereWords(session)]],
    [t('sessions:fact.room'), [session.room || t('sessions:not-told')]],
    [t('sessions:fact.fee'), feeSentences(session)],
    [t('sessions:fact.travel'), [session.travel || t('sessions:not-told')]],
    [t('sessions:fact.food'), [session.food || t('sessions:not-told')]],
    [t('sessions:fact.organiser'), [session.organiser]],
  ] as const;
  return (
    <dl class="facts">
      {facts.map(([name, lines]) => (
        <div key={name}>
          <dt>{name}</dt>
          {lines.map((line) => (
            <dd key={line}>{line}</dd>
          ))}
        </div>
      ))}
    </dl>
  );
}
