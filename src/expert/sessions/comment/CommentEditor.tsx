import { useState } from 'preact/hooks';
import { Button } from '../../../ui/Button.tsx';
import { Field } from '../../../ui/Field.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { t } from '../../../ui/words.ts';
import { CannotRead } from '../../CannotRead.tsx';
import { useExpert } from '../../context.ts';
import { listNames } from '../../../ui/list.ts';
import { unlessFull } from '../../storage-full.ts';
import { useReaders } from '../../trusted.ts';
import type { Entry } from '../view.ts';
import { keepComment, leaveComment, sendComment } from './actions.ts';
import type { CommentRefusal } from './actions.ts';

interface CommentEditorProps {
  entry: Entry;
  text: string;
  /** There is one that was sent: this one takes its place. */
  isSent: boolean;
}

/** The comment as it is typed: on this phone with every key, sent when its writer says so. */
export function CommentEditor({ entry: { session, invitation, decision }, text, isSent }: CommentEditorProps) {
  const expert = useExpert();
  const [problem, setProblem] = useState<string>();
  const { to: readers } = useReaders();
  const names = listNames(readers.map(({ name }) => name)) || t('checklist:coordinator');
  const keep = (next: string) => {
    void unlessFull(() => keepComment(expert, invitation.id, next)).then((kept) => setProblem(kept === 'full' ? t('errors:storage-full') : undefined));
  };
  async function send(): Promise<void> {
    if (text.trim() === '') return setProblem(t('sessions:comment.empty'));
    const done = await unlessFull(() => sendComment(expert, invitation.id, text, session.comment?.fee));
    setProblem(done === 'full' ? t('errors:storage-full') : done.ok ? undefined : refusalWords(done.reason, names));
  }
  return (
    <div>
      <Field label={t('sessions:comment.label')} help={t('sessions:comment.saved')} value={text} rows={5} maxLength={2000} isPrivate onInput={keep} />
      <p class="small">{t('sessions:comment.readers', { names, count: Math.max(1, readers.length) })}</p>
      <CannotRead />
      {decision?.state === 'held' ? <p class="small">{t('sessions:comment.at-once')}</p> : null}
      {problem ? <Notice tone="wait">{problem}</Notice> : null}
      <div class="buttons">
        <Button onPress={send}>{t('sessions:comment.send')}</Button>
        {isSent ? (
          <Button look="quiet" onPress={() => leaveComment(expert, invitation.id)}>
            {t('sessions:comment.leave')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

/** Whatever stopped it, the text is still in its draft, and the words say so. */
function refusalWords(reason: CommentRefusal, coordinator: string): string {
  switch (reason) {
    case 'no-device': return t('checklist:no-device', { coordinator });
    case 'too-long': return t('checklist:too-long');
    case 'too-many-devices':
    case 'unusable-device': return t('checklist:not-sealed');
    default: return t(`errors:${reason}`);
  }
}
