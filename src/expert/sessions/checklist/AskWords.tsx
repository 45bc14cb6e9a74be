import { useState } from 'preact/hooks';
import { answerIdOf } from '../../../domain/answer-facts.ts';
import { Button } from '../../../ui/Button.tsx';
import { Field } from '../../../ui/Field.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { focusHeading } from '../../../ui/Page.tsx';
import { t } from '../../../ui/words.ts';
import { CannotRead } from '../../CannotRead.tsx';
import { useExpert } from '../../context.ts';
import { noteKey } from '../../draft-keys.ts';
import { readNoteDraft, wholeNote } from '../../note-draft.ts';
import { listNames } from '../../../ui/list.ts';
import { answererOf } from '../../people.ts';
import { unlessFull } from '../../storage-full.ts';
import { useReaders } from '../../trusted.ts';
import { ask } from '../actions.ts';
import type { Entry } from '../view.ts';
import { refusalWords } from './refusal-words.ts';

interface AskWordsProps {
  entry: Entry;
  item: string;
  /** What was asked before about the same; the new words go below it. */
  said?: string;
  label: string;
  /** A question may go without words; an answer to one may not. */
  mayBeEmpty?: boolean;
  onClose: () => void;
}

/** Words first, then they go: saved on the phone as they are typed, and nothing leaves before the button. */
export function AskWords({ entry, item, said = '', label, mayBeEmpty = false, onClose }: AskWordsProps) {
  const expert = useExpert();
  const { engine } = expert;
  const { session, invitation } = entry;
  const [problem, setProblem] = useState<string>();
  const key = noteKey(answerIdOf(invitation.id, item));
  const draft = readNoteDraft(engine.drafts.all.value.get(key));
  const text = draft ? wholeNote(draft) : '';
  const { to: readers } = useReaders();
  const names = listNames(readers.map(({ name }) => name)) || t('checklist:coordinator');
  const keep = (typed: string) => {
    void unlessFull(() => engine.drafts.save(key, { text: typed, picked: [], audience: 'coordinator' })).then((kept) => setProblem(kept === 'full' ? t('errors:storage-full') : undefined));
  };
  const send = async () => {
    if (!mayBeEmpty && text.trim() === '') return setProblem(t('checklist:ask-empty'));
    const done = await unlessFull(() => ask(expert, invitation.id, item, text, said)).catch(() => undefined);
    if (done === 'full') return setProblem(t('errors:storage-full'));
    if (!done?.ok) return setProblem(refusalWords(done?.reason ?? 'unusable-device', answererOf(engine.live.value, session.id) ?? t('checklist:coordinator')));
    onClose();
    focusHeading();
  };
  const close = async () => {
    if (draft) await unlessFull(() => engine.drafts.remove(key));
    onClose();
  };
  return (
    <div class="card stack">
      <Field label={label} help={mayBeEmpty ? t('checklist:ask-may-be-empty') : t('checklist:note.saved')} value={text} rows={3} maxLength={2000} isPrivate onInput={keep} />
      <p class="small">{t('checklist:audience.asked', { coordinator: names, count: Math.max(1, readers.length) })}</p>
      <CannotRead />
      {text.trim() === '' ? null : <p class="small wait">{t('checklist:not-sent')}</p>}
      {problem ? <Notice tone="wait">{problem}</Notice> : null}
      <div class="buttons">
        <Button onPress={send}>{t('checklist:send')}</Button>
        <Button look="quiet" onPress={close}>
          {t(text.trim() === '' ? 'checklist:ask-not-now' : 'checklist:ask-discard')}
        </Button>
      </div>
    </div>
  );
}
