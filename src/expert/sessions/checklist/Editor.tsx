import { useState } from 'preact/hooks';
import { SENTENCE_MAX } from '../../../crypto/message.ts';
import { answerIdOf } from '../../../domain/answer-facts.ts';
import { joinNote, tick } from '../../../domain/note-parts.ts';
import type { NoteParts } from '../../../domain/note-parts.ts';
import { Button } from '../../../ui/Button.tsx';
import { Choices } from '../../../ui/Choices.tsx';
import { Field } from '../../../ui/Field.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { t } from '../../../ui/words.ts';
import { CannotRead } from '../../CannotRead.tsx';
import { useExpert } from '../../context.ts';
import { noteKey } from '../../draft-keys.ts';
import { draftParts } from '../../note-draft.ts';
import type { NoteDraft } from '../../note-draft.ts';
import { listNames } from '../../../ui/list.ts';
import { answererOf } from '../../people.ts';
import { unlessFull } from '../../storage-full.ts';
import { useReaders } from '../../trusted.ts';
import { saveNote } from '../actions.ts';
import type { Item } from '../items.ts';
import type { Entry } from '../view.ts';
import { Chips } from './Chips.tsx';
import { canTellHost, hostName, hostTo, offeredSentence, suggestionsFor } from './host.ts';
import { HostSentence } from './HostSentence.tsx';
import { LastTime } from './LastTime.tsx';
import { refusalWords } from './refusal-words.ts';

interface EditorProps {
  entry: Entry;
  item: Item;
  draft: NoteDraft;
  isQuestion: boolean;
  hasNote: boolean;
  /** Leaves it as it was sent; undefined where nothing was. */
  leave: (() => Promise<void>) | undefined;
}

/** Own words on an item, and who may know them. Saved on the phone with every key. */
export function Editor({ entry, item, draft, isQuestion, hasNote, leave }: EditorProps) {
  const expert = useExpert();
  const { engine } = expert;
  const live = engine.live.value;
  const { session, invitation } = entry;
  const [problem, setProblem] = useState<string>();
  const coordinator = answererOf(live, session.id) ?? t('checklist:coordinator');
  const { to: readers } = useReaders();
  // A question goes to whom it asks; what was begun as something else stays a choice.
  const isForThem = item.actedOn === true || (isQuestion && draft.audience !== 'me' && draft.audience !== 'host');
  const audience = isForThem ? 'coordinator' : draft.audience;
  const suggestions = suggestionsFor(item, coordinator);
  const parts = isQuestion ? { picked: [], own: draft.text } : draftParts(draft, suggestions);
  const offered = offeredSentence(item, parts);
  const sentence = draft.sentence ?? offered;
  const keep = (next: NoteDraft) => {
    void unlessFull(() => engine.drafts.save(noteKey(answerIdOf(invitation.id, item.id)), next)).then((kept) => setProblem(kept === 'full' ? t('errors:storage-full') : undefined));
  };
  const put = ({ picked, own }: NoteParts) => keep({ ...draft, text: own, ...(suggestions.length > 0 && { picked }) });
  const text = joinNote(parts);
  const isEmpty = text.trim() === '';
  async function save(): Promise<void> {
    if (isEmpty && !hasNote) return;
    if (audience === null && !isEmpty) return setProblem(t('checklist:audience.missing'));
    if (audience === 'host' && !isEmpty && sentence.trim() === '') return setProblem(t('checklist:host.missing', { host: hostTo(session.type) }));
    if (audience === 'host' && sentence.trim().length > SENTENCE_MAX) return setProblem(t('checklist:host.too-long'));
    const saved = await unlessFull(() => saveNote(expert, invitation.id, item.id, text, audience ?? 'me', sentence));
    if (saved === 'full') setProblem(t('errors:storage-full'));
    else setProblem(saved.ok ? undefined : refusalWords(saved.reason, coordinator));
  }
  const names = listNames(readers.map(({ name }) => name)) || coordinator;
  return (
    <div>
      {isEmpty && !hasNote && !isQuestion ? <LastTime entry={entry} item={item} onTake={keep} /> : null}
      {suggestions.length > 0 && !isQuestion ? <Chips suggestions={suggestions} picked={parts.picked} onPress={(one) => put({ ...parts, picked: tick(parts.picked, one, item.isOne) })} /> : null}
      <Field label={isQuestion ? t('checklist:note.question') : t('checklist:note.label')} help={t('checklist:note.saved')} value={parts.own} rows={2} maxLength={2000} isPrivate onInput={(own) => put({ ...parts, own })} />
      {isForThem ? (
        <p class="small">{t(item.actedOn ? 'checklist:audience.acted-on' : 'checklist:audience.asked', { coordinator: names, count: Math.max(1, readers.length) })}</p>
      ) : (
        <Choices
          label={t('checklist:audience.label')}
          value={draft.audience}
          onChoose={(chosen) => keep({ ...draft, audience: chosen })}
          options={[
            { value: 'me', label: t('checklist:audience.me'), help: t('checklist:audience.me-help') },
            { value: 'coordinator', label: t('checklist:audience.them', { coordinator: names }) },
            ...(canTellHost(session, item) ? [{ value: 'host' as const, label: t('checklist:audience.host', { coordinator: names, host: hostName(session.type) }) }] : []),
          ]}
        />
      )}
      {audience === 'host' && !isEmpty ? <HostSentence host={hostTo(session.type)} sentence={sentence} offered={offered} onChange={(next) => keep(withSentence(draft, next, offered))} /> : null}
      {audience === 'coordinator' || audience === 'host' ? <CannotRead /> : null}
      {problem ? <Notice tone="wait">{problem}</Notice> : null}
      {isEmpty && !hasNote ? null : (
        <>
          <p class="small wait">{t('checklist:not-sent')}</p>
          <div class="buttons">
            <Button look="main" onPress={save}>
              {(audience === 'coordinator' || audience === 'host') && !isEmpty ? t('checklist:send') : t('checklist:keep')}
            </Button>
            {leave ? (
              <Button look="quiet" onPress={leave}>
                {t('sessions:comment.leave')}
              </Button>
            ) : null}
          </div>
        </>
      )}
    </div>
  );
}

/** A sentence that is as it was offered goes on following what is chosen. */
function withSentence({ sentence: _before, ...rest }: NoteDraft, sentence: string, offered: string): NoteDraft {
  return sentence === offered ? rest : { ...rest, sentence };
}
