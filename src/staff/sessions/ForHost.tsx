import { useState } from 'preact/hooks';
import type { Answer } from '../../domain/answer.ts';
import { dutiesFor, dutyDone } from '../../domain/duty-facts.ts';
import type { Invitation } from '../../domain/invitation.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { usePromise } from '../../ui/use-promise.ts';
import { t } from '../../ui/words.ts';
import { openAnswer, toldNote } from '../answer-facts.ts';
import { attempt, problemWords } from '../attempt.ts';
import { useStaff } from '../context.ts';

interface ForHostProps {
  invitation: Invitation;
  name: string;
  /** Those of their answers that the host may know of. */
  answers: readonly Answer[];
}

/** The exact sentences that the host is told about one person, and the mark that they were told. Nothing else goes to the host. */
export function ForHost({ invitation, name, answers }: ForHostProps) {
  const { engine, sealer } = useStaff();
  const live = engine.live.value;
  const session = live.get('session', invitation.session);
  const [problem, setProblem] = useState('');
  const key = [...answers.map((answer) => toldNote(answer)), live.all('device').length].join(' ');
  const opened = usePromise(key, async () => {
    if (answers.length === 0) return [];
    const ready = await sealer();
    return Promise.all(answers.map((answer) => openAnswer(ready, answer)));
  });
  if (!session || answers.length === 0 || !opened) return null;
  const sentences = opened.flatMap(({ forHost }) => (forHost ? [forHost] : []));
  const done = dutyDone(session, invitation, 'host_told');
  // What was told before it was changed is not what they wish to have told now.
  const isChanged = done !== undefined && sentences.some(({ written }) => written > done);
  const mark = async (isDone: boolean) => {
    const marked = await attempt(engine.commit('duty/mark', { session: session.id, invitation: invitation.id, duty: 'host_told', done: isDone }));
    setProblem(marked.ok ? '' : problemWords(marked.reason));
  };
  return (
    <div class="card">
      <p>{t('staff:told.to-host', { host: t(`checklist:host-to.${session.type}`), name })}</p>
      {sentences.map(({ sentence }) => (
        <p key={sentence} class="own-words">
          {t('staff:told.quoted', { sentence })}
        </p>
      ))}
      {sentences.length < answers.length ? <p class="small">{t('staff:unreadable')}</p> : null}
      <p class="small">{t('staff:told.nothing-else')}</p>
      {isChanged ? <Notice tone="wait">{t('staff:told.changed', { name })}</Notice> : null}
      {problem ? <Notice tone="problem">{problem}</Notice> : null}
      {session.state === 'cancelled' || !dutiesFor(session).includes('host_told') ? null : (
        <Button pressed={done !== undefined && !isChanged} onPress={() => mark(done === undefined || isChanged)}>
          {t('staff:told.mark')}
        </Button>
      )}
    </div>
  );
}
