import { useState } from 'preact/hooks';
import { answerIdOf } from '../../../domain/answer-facts.ts';
import type { Answer } from '../../../domain/answer.ts';
import { Button } from '../../../ui/Button.tsx';
import { Choices } from '../../../ui/Choices.tsx';
import { Field } from '../../../ui/Field.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { t } from '../../../ui/words.ts';
import { useExpert } from '../../context.ts';
import { noteKey } from '../../draft-keys.ts';
import { useItemState } from '../../item-state.ts';
import { ItemLine } from '../../ItemLine.tsx';
import { coordinatorNames, coordinatorsIn } from '../../people.ts';
import { unlessFull } from '../../storage-full.ts';
import type { OpenedText } from '../../use-opened.ts';
import { saveNote } from '../actions.ts';
import type { Item } from '../items.ts';
import { hasSuggestion, readNoteDraft, toggleSuggestion } from './view.ts';
import type { NoteDraft } from './view.ts';

interface NoteProps {
  invitation: string;
  item: Item;
  answer: Answer | undefined;
  /** The saved note, opened; undefined while it is not. */
  own: OpenedText | undefined;
}

/** One's own words on an item: written, kept for oneself or shown to the coordinators, and changed whenever one likes. */
export function Note({ invitation, item, answer, own }: NoteProps) {
  const { engine } = useExpert();
  const key = noteKey(answerIdOf(invitation, item.id));
  const draft = readNoteDraft(engine.drafts.all.value.get(key));
  const [isFull, setFull] = useState(false);
  const isQuestion = answer?.answer === 'ask';
  if (draft || !answer?.note) return <Editor isFull={isFull} invitation={invitation} item={item} draft={draft ?? { text: '', audience: null }} isQuestion={isQuestion} hasNote={Boolean(answer?.note)} />;
  return (
    <div class="stack">
      <p class="small">{own?.kind === 'unreadable' ? t('checklist:note.unreadable') : t('checklist:note.mine')}</p>
      {own?.kind === 'text' ? <p class="written">{own.text}</p> : null}
      {answer.audience === 'me' ? (
        <KeptLine id={answer.id} />
      ) : (
        <>
          <p class="small">{t('checklist:note.for-them', { coordinator: coordinatorNames(engine.live.value) })}</p>
          <ItemLine kind="answer" id={answer.id} />
        </>
      )}
      <Button onPress={async () => setFull((await unlessFull(() => engine.drafts.save(key, { text: own?.kind === 'text' ? own.text : '', audience: answer.audience }))) === 'full')}>{t('checklist:change')}</Button>
    </div>
  );
}

/** What is kept for oneself travels too, sealed, but to nobody: "sent" would be the wrong word for it. */
function KeptLine({ id }: { id: string }) {
  const state = useItemState('answer', id);
  if (state.kind === 'refused') return <ItemLine kind="answer" id={id} />;
  return <p class="small">{t(state.kind === 'sent' ? 'checklist:note.for-me' : 'common:sync.here')}</p>;
}

interface EditorProps {
  invitation: string;
  item: Item;
  draft: NoteDraft;
  isQuestion: boolean;
  hasNote: boolean;
  /** What it begins with could not be stored. */
  isFull: boolean;
}

function Editor({ invitation, item, draft, isQuestion, hasNote, isFull }: EditorProps) {
  const expert = useExpert();
  const { engine } = expert;
  const live = engine.live.value;
  const [problem = isFull ? t('errors:storage-full') : undefined, setProblem] = useState<string>();
  const coordinator = coordinatorsIn(live)[0]?.name ?? t('checklist:coordinator');
  // A question goes to whom it asks; what was begun as "only me" stays a choice.
  const isForThem = item.actedOn === true || (isQuestion && draft.audience !== 'me');
  const audience = isForThem ? 'coordinator' : draft.audience;
  const keep = (next: NoteDraft) => {
    void unlessFull(() => engine.drafts.save(noteKey(answerIdOf(invitation, item.id)), next)).then((kept) => setProblem(kept === 'full' ? t('errors:storage-full') : undefined));
  };
  const isEmpty = draft.text.trim() === '';
  async function save(): Promise<void> {
    if (isEmpty && !hasNote) return;
    if (audience === null && !isEmpty) return setProblem(t('checklist:audience.missing'));
    const saved = await unlessFull(() => saveNote(expert, invitation, item.id, draft.text, audience ?? 'me'));
    if (saved === 'full') setProblem(t('errors:storage-full'));
    else setProblem(saved.ok ? undefined : refusalWords(saved.reason, coordinator));
  }
  const names = coordinatorNames(live) || coordinator;
  const suggestions = item.suggests && !isQuestion ? t(`checklist:suggest.${item.id}`, { coordinator }).split('|') : [];
  return (
    <div>
      <Field label={isQuestion ? t('checklist:note.question') : t('checklist:note.label')} help={isQuestion ? t('checklist:note.wordless') : t('checklist:note.saved')} value={draft.text} rows={2} maxLength={2000} isPrivate onInput={(text) => keep({ ...draft, text })} />
      {suggestions.length > 0 ? (
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
          ]}
        />
      )}
      {problem ? <Notice tone="wait">{problem}</Notice> : null}
      {isQuestion && isEmpty && !hasNote ? null : (
        <Button look="main" onPress={save}>
          {audience === 'coordinator' && !isEmpty ? t('checklist:send', { coordinator: names }) : t('checklist:keep')}
        </Button>
      )}
    </div>
  );
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
