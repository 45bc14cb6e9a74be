import type { Answer } from '../../domain/answer.ts';
import type { Invitation } from '../../domain/invitation.ts';
import { Link } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { isOpenQuestion } from '../answer-facts.ts';
import { useStaff } from '../context.ts';
import { itemWords } from '../item-words.ts';
import { nameOf } from '../names.ts';
import { useOpenedAnswer } from '../use-opened-answer.ts';
import { ForHost } from './ForHost.tsx';
import { toldBy } from './view.ts';

/** What a young person chose to tell the coordinators before the session, and what they asked. Nothing tells that there is anything else. */
export function Told({ invitation, name }: { invitation: Invitation; name: string }) {
  const list = toldBy(useStaff().engine.live.value, invitation.id);
  if (list.length === 0) return null;
  return (
    <>
      <dl class="told">
        {list.map((answer) => (
          <One key={answer.id} answer={answer} name={name} />
        ))}
      </dl>
      <ForHost invitation={invitation} name={name} answers={list.filter((answer) => answer.audience === 'host')} />
    </>
  );
}

function One({ answer, name }: { answer: Answer; name: string }) {
  const live = useStaff().engine.live.value;
  const opened = useOpenedAnswer(answer);
  const { reply } = answer;
  const isAsked = answer.answer === 'ask';
  return (
    <div>
      <dt>{itemWords(live, answer.item)}</dt>
      {opened?.note ? <dd>{opened.note}</dd> : null}
      {opened?.note === null ? <dd class="small">{t('staff:unreadable')}</dd> : null}
      {isOpenQuestion(answer) ? (
        <dd>
          {t('staff:question.heading', { name })}{' '}
          <Link class="button" to={`/staff/q/${answer.id}`}>
            {t('staff:waiting.reply')}
          </Link>
        </dd>
      ) : null}
      {isAsked && reply && !isOpenQuestion(answer) ? (
        <dd>
          {t('staff:invited.replied', { name: nameOf(live, reply.by) })} {opened?.reply}
        </dd>
      ) : null}
    </div>
  );
}
