import { useState } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { formatWhen } from '../../ui/format.ts';
import { Notice } from '../../ui/Notice.tsx';
import { usePromise } from '../../ui/use-promise.ts';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
import { nameOf } from '../names.ts';
import { attempt, problemWords } from '../attempt.ts';
import { StaffPage } from '../StaffPage.tsx';
import { Sending } from '../Sending.tsx';
import { useDraft } from '../use-draft.ts';
import { draftKey, sendReply } from './actions.ts';
import { itemWords } from './items.ts';
import { openNote, openReply, questionOf } from './view.ts';

/** One "I'll ask" of a young person, and the place to answer it. */
export function QuestionScreen({ id }: { id: string }) {
  const staff = useStaff();
  const live = staff.engine.live.value;
  const question = questionOf(live, id);
  const answer = question?.answer;
  const opened = usePromise(`${answer?.note ?? ''} ${answer?.reply?.sealed ?? ''} ${live.all('device').length}`, async () => {
    if (!answer) return undefined;
    const sealer = await staff.sealer();
    return { note: await openNote(sealer, answer), reply: await openReply(sealer, answer) };
  });
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
        <p class="small">
          {question.session.title} · {formatWhen(question.session.starts)}
        </p>
      ) : null}
      <div class="card">
        <h2>{itemWords(question.answer.item)}</h2>
        {opened?.note ? <p class="own-words">{opened.note}</p> : null}
        {opened?.note === null ? <p class="small">{t('staff:unreadable')}</p> : null}
      </div>
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
