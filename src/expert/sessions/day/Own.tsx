import { answerIdOf, notePurpose } from '../../../domain/answer-facts.ts';
import type { Answer } from '../../../domain/answer.ts';
import { dutyDone } from '../../../domain/duty-facts.ts';
import { Link } from '../../../ui/router.tsx';
import { t } from '../../../ui/words.ts';
import { useExpert } from '../../context.ts';
import { noteKey } from '../../draft-keys.ts';
import { useItemState } from '../../item-state.ts';
import { ItemLine } from '../../ItemLine.tsx';
import { listNames } from '../../../ui/list.ts';
import { useSealedTo } from '../../sealed-to.ts';
import { hasWords } from '../../unsent-notes.ts';
import { useOpenedText } from '../../use-opened.ts';
import type { OpenedText } from '../../use-opened.ts';
import { hostTo } from '../checklist/host.ts';
import { ownAnswerOn } from '../own-answer.ts';
import type { Entry } from '../view.ts';

interface OwnProps {
  entry: Entry;
  item: string;
  label: string;
  /** What stands there for nothing chosen; empty: then nothing stands there. */
  none: string;
}

/** One's own words on an item, and who knows them: on the day somebody may rely on that. */
export function Own({ entry, item, label, none }: OwnProps) {
  const { engine } = useExpert();
  const id = answerIdOf(entry.invitation.id, item);
  const answer = ownAnswerOn(engine.live.value, entry.invitation.id, item);
  const own = useOpenedText(answer?.note ?? null, notePurpose(id), [engine.me.by]);
  const draft = engine.drafts.all.value.get(noteKey(id));
  const isUnsent = draft !== undefined && (hasWords(draft) || Boolean(answer?.note));
  // A question is no choice: it stands on the page of before.
  const isChosen = Boolean(answer?.note) && answer?.answer !== 'ask';
  if (!isChosen && !isUnsent && none === '') return null;
  return (
    <div>
      <p>
        <strong>{label}:</strong> <span class="said">{!isChosen ? none : own?.kind === 'text' ? own.text : own ? t('checklist:note.unreadable') : t('day:opening')}</span>
      </p>
      {isUnsent ? (
        <p class="small wait">
          {t('day:unsent')} <Link to={`/k/${entry.session.id}/1`}>{t('common:sync.look')}</Link>
        </p>
      ) : null}
      {answer && isChosen ? (
        <div class="small">
          <WhoKnows entry={entry} answer={answer} own={own} />
        </div>
      ) : null}
    </div>
  );
}

/** Nobody else knows it before the server has it; and that the host was told, the coordinator has to have said. */
function WhoKnows({ entry: { session, invitation }, answer, own }: { entry: Entry; answer: Answer; own: OpenedText | undefined }) {
  const state = useItemState('answer', answer.id);
  const to = useSealedTo(answer.note, notePurpose(answer.id));
  if (answer.audience === 'me') return <>{t('sessions:only-you')}</>;
  if (state.kind !== 'sent') return <ItemLine kind="answer" id={answer.id} />;
  const told = dutyDone(session, invitation, 'host_told');
  const host = hostTo(session.type);
  return (
    <>
      <p>{t('day:can-read', { coordinator: listNames(to) || t('checklist:coordinator'), count: Math.max(1, to.length) })}</p>
      {answer.audience === 'host' && own?.kind === 'text' ? (
        <>
          {own.sentence ? <p>{t('checklist:host.quoted', { sentence: own.sentence })}</p> : null}
          <p>{t(told !== undefined && told >= own.at ? 'checklist:host.told' : 'checklist:host.not-yet', { host })}</p>
        </>
      ) : null}
    </>
  );
}
