import { useState } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { formatWhen } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { focusHeading } from '../../ui/Page.tsx';
import { Link } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
import { UnknownDevices } from '../UnknownDevices.tsx';
import { factsOf, itemWords } from '../item-words.ts';
import { nameOf } from '../names.ts';
import { attempt, problemWords } from '../attempt.ts';
import { StaffPage } from '../StaffPage.tsx';
import { Sending } from '../Sending.tsx';
import { CannotOpen } from '../CannotOpen.tsx';
import { useDraft } from '../use-draft.ts';
import { useOpenedAnswer } from '../use-opened-answer.ts';
import { draftKey, sendReply } from './actions.ts';
import { questionOf } from './view.ts';
import type { Question } from './view.ts';

/** One "I'll ask" of a young person, and the place to answer it. */
export function QuestionScreen({ id }: { id: string }) {
  const staff = useStaff();
  const live = staff.engine.live.value;
  const question = questionOf(live, id);
  const opened = useOpenedAnswer(question?.answer);
  if (!question) {
    return (
      <StaffPage heading={t('staff:nothing-here.heading')} title={t('staff:title.waiting')} back="/staff/waiting">
        <p>{t('staff:nothing-here.what')}</p>
      </StaffPage>
    );
  }
  const name = nameOf(live, question.answer.person);
  return (
    <StaffPage heading={t('staff:question.heading', { name })} title={t('staff:title.waiting')} back="/staff/waiting">
      {question.session ? (
        <p>
          <Link to={`/staff/sessions/${question.session.id}`}>
            <bdi>{question.session.title}</bdi>, {formatWhen(question.session.starts)}
          </Link>
        </p>
      ) : null}
      <div class="card">
        <h2>{itemWords(live, question.answer.item)}</h2>
        {opened?.note ? (
          <>
            <p class="small">{t('staff:question.own-words', { name })}</p>
            <p class="own-words">{opened.note}</p>
          </>
        ) : null}
        {opened?.note === null ? <CannotOpen of={{ kind: 'answer', id: question.answer.id }} written={question.answer.asked} name={name} /> : null}
      </div>
      <UnknownDevices person={question.answer.person} />
      <Filled question={question} />
      {question.answer.reply ? (
        <>
          <h2>{t('staff:question.replied')}</h2>
          {opened?.reply ? <p class="own-words">{opened.reply}</p> : null}
          {opened?.reply === null ? <p class="small">{t('staff:question.reply-elsewhere', { name: nameOf(live, question.answer.reply.by) })}</p> : null}
          <Sending isPending={live.isPending('answer', id)} at={question.answer.reply.at} />
        </>
      ) : null}
      {question.isOpen ? <ReplyForm id={id} name={name} /> : null}
      {question.answer.answer !== 'ask' ? <p>{t('staff:question.taken-back', { name })}</p> : null}
    </StaffPage>
  );
}

/** What the phone shows about the item already, so that the reply can begin from there. */
function Filled({ question: { answer, session, invitation } }: { question: Question }) {
  const live = useStaff().engine.live.value;
  if (!session) return null;
  const facts = factsOf(live, session, answer.item, invitation);
  return (
    <>
      <h2>{t('staff:question.filled')}</h2>
      {facts.length === 0 ? <p>{t('staff:question.not-filled')}</p> : null}
      {facts.map((fact) => (
        <p key={fact} class="own-words">
          {fact}
        </p>
      ))}
    </>
  );
}

function ReplyForm({ id, name }: { id: string; name: string }) {
  const staff = useStaff();
  const draft = useDraft(draftKey(id));
  const [problem, setProblem] = useState('');
  const send = async () => {
    const answer = staff.engine.live.value.get('answer', id);
    if (!answer) return;
    if (draft.text.trim() === '') return setProblem(t('staff:write-first'));
    const done = await attempt(sendReply(staff, answer, draft.text));
    setProblem(done.ok ? '' : problemWords(done.reason, name));
    // The form is gone then, and with it what had the focus.
    if (done.ok) focusHeading();
  };
  return (
    <>
      <Field label={t('staff:question.reply-label', { name })} help={t('staff:question.who-sees', { name })} value={draft.text} onInput={draft.write} rows={5} maxLength={8000} isPrivate problem={problem || undefined} />
      {draft.isUnsaved ? <Notice tone="problem">{t('staff:not-saved')}</Notice> : null}
      <Button look="main" onPress={send}>
        {t('staff:question.send')}
      </Button>
    </>
  );
}
