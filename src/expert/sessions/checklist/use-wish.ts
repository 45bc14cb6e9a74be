import { useRef, useState } from 'preact/hooks';
import { answerIdOf } from '../../../domain/answer-facts.ts';
import { joinNote, splitNote, tick } from '../../../domain/note-parts.ts';
import type { NoteParts } from '../../../domain/note-parts.ts';
import { t } from '../../../ui/words.ts';
import { useExpert } from '../../context.ts';
import { noteKey } from '../../draft-keys.ts';
import { draftParts, readNoteDraft } from '../../note-draft.ts';
import { answererOf } from '../../people.ts';
import { unlessFull } from '../../storage-full.ts';
import type { OpenedText } from '../../use-opened.ts';
import { saveNote } from '../actions.ts';
import type { Item } from '../items.ts';
import type { Entry } from '../view.ts';
import { suggestionsFor } from './host.ts';
import { refusalWords } from './refusal-words.ts';

export interface Wishing {
  readonly suggestions: readonly string[];
  /** What is on the screen: ticked, and typed. */
  readonly shown: NoteParts;
  /** Something stands on the screen that the coordinators have not been sent. */
  readonly isUnsent: boolean;
  /** The saved one is still being opened. */
  readonly isOpening: boolean;
  readonly problem: string | undefined;
  readonly press: (one: string) => Promise<void>;
  readonly type: (own: string) => void;
  /** Takes over a whole text, such as that of last time. */
  readonly take: (text: string) => Promise<void>;
  /** Sends what stands there. */
  readonly send: () => Promise<void>;
  /** Puts back what was there before the last tap; undefined where nothing was tapped. */
  readonly undo: (() => Promise<void>) | undefined;
}

const nothing: NoteParts = { picked: [], own: '' };

/**
 * A choice that somebody acts on. A tap is the choice: it is in the store at once and on its way, and whatever stops it stays
 * as a draft that home and the list tell of. Own words go when they are sent, and a tap sends no half typed ones.
 */
export function useWish({ session, invitation }: Entry, item: Item, note: string | null, own: OpenedText | undefined): Wishing {
  const expert = useExpert();
  const { engine } = expert;
  const key = noteKey(answerIdOf(invitation.id, item.id));
  const coordinator = answererOf(engine.live.value, session.id) ?? t('checklist:coordinator');
  const suggestions = suggestionsFor(item, coordinator);
  const [problem, setProblem] = useState<string>();
  const [before, setBefore] = useState<NoteParts>();
  // What was sent is opened again in a moment: until then it is what it was.
  const last = useRef<NoteParts | undefined>(undefined);
  const seen = useRef<{ readonly note: string | null; readonly own: OpenedText | undefined } | undefined>(undefined);
  if (!seen.current || seen.current.note !== note || seen.current.own !== own) {
    seen.current = { note, own };
    if (note === null) last.current = nothing;
    else if (own) last.current = own.kind === 'text' ? splitNote(own.text, suggestions) : nothing;
  }
  const saved = last.current ?? nothing;
  const draft = readNoteDraft(engine.drafts.all.value.get(key));
  const shown = draft ? draftParts(draft, suggestions) : saved;
  // One after the other, in the order in which they were tapped.
  const queue = useRef(Promise.resolve());
  const keep = (next: NoteParts) => unlessFull(() => engine.drafts.save(key, { text: next.own, picked: next.picked, audience: 'coordinator' }));
  const put = async (next: NoteParts, typed: string): Promise<void> => {
    last.current = next;
    const kept = await keep({ picked: next.picked, own: typed });
    if (kept === 'full') return setProblem(t('errors:storage-full'));
    queue.current = queue.current.then(async () => {
      const done = await unlessFull(() => saveNote(expert, invitation.id, item.id, joinNote(next), 'coordinator', '', typed !== next.own)).catch(() => undefined);
      setProblem(done === 'full' ? t('errors:storage-full') : done?.ok ? undefined : refusalWords(done?.reason ?? 'unusable-device', coordinator));
    });
    await queue.current;
  };
  return {
    suggestions, shown, problem,
    isUnsent: draft !== undefined && (joinNote(shown) !== joinNote(saved) || problem !== undefined),
    isOpening: note !== null && last.current === undefined,
    press: (one) => {
      setBefore({ picked: shown.picked, own: saved.own });
      return put({ picked: tick(shown.picked, one, item.isOne), own: saved.own }, shown.own);
    },
    type: (typed) => void keep({ picked: shown.picked, own: typed }).then((kept) => setProblem(kept === 'full' ? t('errors:storage-full') : undefined)),
    take: (text) => put(splitNote(text, suggestions), splitNote(text, suggestions).own),
    send: () => put(shown, shown.own),
    undo: before && (() => put(before, before.own).then(() => setBefore(undefined))),
  };
}
