import { answerIdOf, notePurpose } from '../../domain/answer-facts.ts';
import type { Answer } from '../../domain/answer.ts';
import { formatPhone, formatTime } from '../../ui/format.ts';
import { t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { useItemState } from '../item-state.ts';
import { ItemLine } from '../ItemLine.tsx';
import { telOf } from '../people.ts';
import { useOpenedText } from '../use-opened.ts';
import { CannotCome } from './Before.tsx';
import type { Entry } from './view.ts';
import { whereWords } from './words.ts';

/** The day itself. Everything here is on the phone and can be read without a network. */
export function There({ entry }: { entry: Entry }) {
  const { session, invitation } = entry;
  return (
    <>
      <h2>{t('sessions:from-to', { from: formatTime(session.starts), to: formatTime(session.ends) })}</h2>
      <p>{whereWords(session)}</p>
      {session.meets ? <p>{session.meets}</p> : null}
      <div class="buttons">
        {isWebAddress(session.link) ? (
          <a class="button main" href={session.link} target="_blank" rel="noopener noreferrer">
            {t('sessions:open-link')}
          </a>
        ) : null}
        {session.phone ? (
          <>
            <a class="button" href={telOf(session.phone)}>
              {t('sessions:call', { phone: formatPhone(session.phone) })}
            </a>
            <a class="button" href={telOf(session.phone).replace('tel:', 'sms:')}>
              {t('sessions:text-message')}
            </a>
          </>
        ) : null}
      </div>
      {session.programme.length > 0 ? (
        <>
          <h2>{t('sessions:programme')}</h2>
          <ol class="programme">
            {session.programme.map(({ at, what }) => (
              <li key={`${at} ${what}`}>
                <span class="money">{at}</span>
                <span>{what}</span>
              </li>
            ))}
          </ol>
        </>
      ) : null}
      <h2>{t('sessions:mine')}</h2>
      <dl class="facts">
        <OwnWords invitation={invitation.id} item="break" label={t('checklist:item.break')} />
        <OwnWords invitation={invitation.id} item="noask" label={t('checklist:item.noask')} />
      </dl>
      <CannotCome entry={entry} words={t('sessions:cannot-today')} />
    </>
  );
}

/** The link was typed by a person: only a web address is made one. */
const isWebAddress = (link: string): boolean => /^https:\/\/[^\s/]/i.test(link);

function OwnWords({ invitation, item, label }: { invitation: string; item: string; label: string }) {
  const { engine } = useExpert();
  const id = answerIdOf(invitation, item);
  const answer = engine.live.value.get('answer', id);
  const own = useOpenedText(answer?.note ?? null, notePurpose(id), [engine.me.by]);
  return (
    <div>
      <dt>{label}</dt>
      <dd>{own?.kind === 'text' ? own.text : answer?.note ? t('checklist:own-words') : t('sessions:not-chosen')}</dd>
      {answer?.note ? (
        <dd class="small">
          <WhoKnows answer={answer} />
        </dd>
      ) : null}
    </div>
  );
}

/** The coordinator knows it once the server has it, and not before: on the day somebody may rely on these words. */
function WhoKnows({ answer }: { answer: Answer }) {
  const state = useItemState('answer', answer.id);
  if (answer.audience === 'me') return <>{t('sessions:only-you')}</>;
  return state.kind === 'sent' ? <>{t('sessions:known')}</> : <ItemLine kind="answer" id={answer.id} />;
}
