import { useEffect, useState } from 'preact/hooks';
import { answerIdOf, askedFirst, notePurpose } from '../../../domain/answer-facts.ts';
import type { Answer } from '../../../domain/answer.ts';
import { dutyDone } from '../../../domain/duty-facts.ts';
import { Button } from '../../../ui/Button.tsx';
import { focusHeading } from '../../../ui/Page.tsx';
import { t } from '../../../ui/words.ts';
import { useExpert } from '../../context.ts';
import { noteKey } from '../../draft-keys.ts';
import { insteadKey } from '../../instead.ts';
import { useItemState } from '../../item-state.ts';
import { ItemLine } from '../../ItemLine.tsx';
import { readNoteDraft, wholeNote } from '../../note-draft.ts';
import type { NoteDraft } from '../../note-draft.ts';
import { listNames } from '../../../ui/list.ts';
import { useSealedTo } from '../../sealed-to.ts';
import { hasWords } from '../../unsent-notes.ts';
import type { OpenedText } from '../../use-opened.ts';
import type { Item } from '../items.ts';
import type { Entry } from '../view.ts';
import { Editor } from './Editor.tsx';
import { hostTo } from './host.ts';

interface NoteProps {
  entry: Entry;
  /** Of what the adults see to there is the id alone. */
  item: Item | Pick<Item, 'id'>;
  answer: Answer | undefined;
  /** The saved note, opened; undefined while it is not. */
  own: OpenedText | undefined;
  /** It can be read here, and not changed. */
  isClosed?: boolean;
}

/** One's own words on an item: written, kept for oneself or told to the coordinators or the host too, and changed whenever one likes. */
export function Note({ entry, item, answer, own, isClosed = false }: NoteProps) {
  const { engine, now } = useExpert();
  const key = noteKey(answerIdOf(entry.invitation.id, item.id));
  const draft = readNoteDraft(engine.drafts.all.value.get(key));
  // Nothing is a draft before something in it was changed.
  const [isChanging, setChanging] = useState(false);
  useEffect(() => setChanging(false), [answer?.note]);
  const isQuestion = answer?.answer === 'ask';
  const begun = own?.kind === 'text' ? { text: own.text, audience: answer?.audience ?? null, ...(own.sentence !== undefined && { sentence: own.sentence }) } : { text: '', audience: answer?.audience ?? null };
  const leave = async () => {
    setChanging(false);
    if (draft) await engine.drafts.remove(key);
  };
  if (!isClosed && (draft || isChanging || !answer?.note)) {
    return (
      <Editor entry={entry} item={'kind' in item ? item : { ...item, ...asked }} draft={draft ?? (isChanging ? begun : { text: '', audience: null })} isQuestion={isQuestion} hasNote={Boolean(answer?.note)} leave={answer?.note ? leave : undefined} />
    );
  }
  return (
    <div class="stack">
      {/* Without a yes that counts, nobody was told what was written behind one (domain/answer.ts): nothing is said of who knows. */}
      {answer?.note ? (
        <>
          <p class="small">{own?.kind === 'unreadable' ? t('checklist:note.unreadable') : t('checklist:note.mine')}</p>
          {own?.kind === 'text' ? <p class="written">{own.text}</p> : null}
          {answer.audience === 'me' ? (
            <KeptLine id={answer.id} />
          ) : isClosed && item.id !== askedFirst && entry.invitation.state !== 'accepted' ? null : (
            <>
              <ForThem answer={answer} />
              {answer.audience === 'host' && own?.kind === 'text' ? <ForHost entry={entry} own={own} /> : null}
            </>
          )}
        </>
      ) : null}
      {isClosed || isQuestion || entry.session.starts <= now.value ? null : <p class="small">{t('checklist:change-until')}</p>}
      {isClosed ? <Unsent name={key} draft={draft} /> : <Button onPress={() => setChanging(true)}>{t('checklist:change')}</Button>}
    </div>
  );
}

/** Where it is, and who can read it: nobody before the server has it; then those whose devices it was sealed to, and nobody who came later. */
function ForThem({ answer }: { answer: Answer }) {
  const state = useItemState('answer', answer.id);
  const names = useSealedTo(answer.note, notePurpose(answer.id));
  return (
    <>
      <ItemLine kind="answer" id={answer.id} />
      {state.kind === 'sent' ? <p class="small">{t('checklist:note.for-them', { coordinator: listNames(names) || t('checklist:coordinator'), count: Math.max(1, names.length) })}</p> : null}
    </>
  );
}

/** A text that cannot be sent from here: its writer's to read, to copy from, and to remove, knowing that it does not come back. */
function Unsent({ name, draft }: { name: string; draft: NoteDraft | undefined }) {
  const { drafts } = useExpert().engine;
  if (!draft || !hasWords(draft)) return null;
  const remove = async () => {
    // The mark that it was to take the place of another text goes first: that other one stays in its list.
    await drafts.remove(insteadKey(name));
    await drafts.remove(name);
    focusHeading();
  };
  return (
    <>
      <p class="small">{t('sessions:unsent')}</p>
      <p class="written">{[wholeNote(draft), draft.sentence].filter(Boolean).join('\n\n')}</p>
      <details>
        <summary>{t('sessions:unsent-remove')}</summary>
        <p>{t('errors:loss.text-goes')}</p>
        <Button onPress={remove}>{t('errors:waiting.remove-yes')}</Button>
      </details>
    </>
  );
}

/** A question about what the adults see to goes to them, and has nothing to pick from. */
const asked = { sets: [], kind: 'know', tier: 'core', group: 'about', filledBy: 'coordinator' } as const;

/** The exact words that the host is told, and whether they were told already: these, and not earlier ones. */
function ForHost({ entry: { session, invitation }, own }: { entry: Entry; own: Extract<OpenedText, { kind: 'text' }> }) {
  const host = hostTo(session.type);
  const told = dutyDone(session, invitation, 'host_told');
  return (
    <>
      <p class="small">{t('checklist:host.says', { host })}</p>
      <p class="written">{t('checklist:host.quoted', { sentence: own.sentence ?? '' })}</p>
      <p class="small">{t(told !== undefined && told >= own.at ? 'checklist:host.told' : 'checklist:host.not-yet', { host })}</p>
    </>
  );
}

/** What is kept for oneself travels too, sealed, but to nobody: "sent" would be the wrong word for it. */
function KeptLine({ id }: { id: string }) {
  const state = useItemState('note', id);
  if (useItemState('answer', id).kind === 'refused') return <ItemLine kind="answer" id={id} />;
  return <p class="small">{t(state.kind === 'sent' ? 'checklist:note.for-me' : 'common:sync.here')}</p>;
}
