import { useState } from 'preact/hooks';
import { SENTENCE_MAX } from '../../../crypto/message.ts';
import { answerIdOf } from '../../../domain/answer-facts.ts';
import { Button } from '../../../ui/Button.tsx';
import { Choices } from '../../../ui/Choices.tsx';
import { Field } from '../../../ui/Field.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { t } from '../../../ui/words.ts';
import { useExpert } from '../../context.ts';
import { noteKey } from '../../draft-keys.ts';
import { coordinatorNames, coordinatorsIn } from '../../people.ts';
import { unlessFull } from '../../storage-full.ts';
import { saveNote } from '../actions.ts';
import type { Item } from '../items.ts';
import type { Entry } from '../view.ts';
import { canTellHost, hostName, hostTo, offeredSentence, suggestionsFor } from './host.ts';
import { HostSentence } from './HostSentence.tsx';
import { LastTime } from './LastTime.tsx';
import { hasSuggestion, toggleSuggestion } from './note-draft.ts';
import type { NoteDraft } from './note-draft.ts';

interface EditorProps {
  entry: Entry;
  item: Item;
  draft: NoteDraft;
  isQuestion: boolean;
  hasNote: boolean;
  /** What it begins with could not be stored. */
  isFull: boolean;
}

/** Own words on an item, and who may know them. Saved on the phone with every key. */
export function Editor({ entry, item, draft, isQuestion, hasNote, isFull }: EditorProps) {
  const expert = useExpert();
  const { engine } = expert;
  const live = engine.live.value;
  const { session, invitation } = entry;
  const [problem = isFull ? t('errors:storage-full') : undefined, setProblem] = useState<string>();
  const coordinator = coordinatorsIn(live)[0]?.name ?? t('checklist:coordinator');
  // A question goes to whom it asks; what was begun as something else stays a choice.
  const isForThem = item.actedOn === true || (isQuestion && draft.audience !== 'me' && draft.audience !== 'host');
  const audience = isForThem ? 'coordinator' : draft.audience;
  const suggestions = suggestionsFor(item, coordinator);
  const offered = offeredSentence(item, draft.text, suggestions);
  const sentence = draft.sentence ?? offered;
  const keep = (next: NoteDraft) => {
    void unlessFull(() => engine.drafts.save(noteKey(answerIdOf(invitation.id, item.id)), next)).then((kept) => setProblem(kept === 'full' ? t('errors:storage-full') : undefined));
  };
  const isEmpty = draft.text.trim() === '';
  async function save(): Promise<void> {
    if (isEmpty && !hasNote) return;
    if (audience === null && !isEmpty) return setProblem(t('checklist:audience.missing'));
    if (audience === 'host' && !isEmpty && sentence.trim() === '') return setProblem(t('checklist:host.missing', { host: hostTo(session.type) }));
    if (audience === 'host' && sentence.trim().length > SENTENCE_MAX) return setProblem(t('checklist:host.too-long'));
    const saved = await unlessFull(() => saveNote(expert, invitation.id, item.id, draft.text, audience ?? 'me', sentence));
    if (saved === 'full') setProblem(t('errors:storage-full'));
    else setProblem(saved.ok ? undefined : refusalWords(saved.reason, coordinator));
  }
  const names = coordinatorNames(live) || coordinator;
  return (
    <div>
      {isEmpty && !hasNote && !isQuestion ? <LastTime entry={entry} item={item} onTake={keep} /> : null}
      <Field label={isQuestion ? t('checklist:note.question') : t('checklist:note.label')} help={isQuestion ? t('checklist:note.wordless') : t('checklist:note.saved')} value={draft.text} rows={2} maxLength={2000} isPrivate onInput={(text) => keep({ ...draft, text })} />
      {suggestions.length > 0 && !isQuestion ? (
        <div class="buttons" role="group" aria-label={t('checklist:suggestions')}>
          {suggestions.map((one) => (
            <Button key={one} pressed={hasSuggestion(draft.text, one)} onPress={() => keep({ ...draft, text: toggleSuggestion(draft.text, one) })}>
              {one}
            </Button>
          ))}
        </div>
      ) : null}
      {isForThem ? (
        <p class="small">{t(item.actedOn ? 'checklist:audience.acted-on' : 'checklist:audience.asked', { coordinator: names })}</p>
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
      {problem ? <Notice tone="wait">{problem}</Notice> : null}
      {isQuestion && isEmpty && !hasNote ? null : (
        <Button look="main" onPress={save}>
          {(audience === 'coordinator' || audience === 'host') && !isEmpty ? t('checklist:send', { coordinator: names }) : t('checklist:keep')}
        </Button>
      )}
    </div>
  );
}

/** A sentence that is as it was offered goes on following what is chosen. */
function withSentence({ text, audience }: NoteDraft, sentence: string, offered: string): NoteDraft {
  return sentence === offered ? { text, audience } : { text, audience, sentence };
}

type Refusal = Exclude<Awaited<ReturnType<typeof saveNote>>, { ok: true }>['reason'];

/** Whatever stopped it, the text is still in its draft, and the words say so. */
function refusalWords(reason: Refusal, coordinator: string): string {
  switch (reason) {
    case 'no-device': return t('checklist:no-device', { coordinator });
    case 'too-long': return t('checklist:too-long');
    case 'too-many-devices':
    case 'unusable-device': return t('checklist:not-sealed');
    default: return t(`errors:${reason}`);
  }
}
