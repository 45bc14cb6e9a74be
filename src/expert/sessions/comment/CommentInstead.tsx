import { useState } from 'preact/hooks';
import { commentPurpose } from '../../../domain/comment-facts.ts';
import type { Comment } from '../../../domain/comment.ts';
import type { Session } from '../../../domain/session.ts';
import { Button } from '../../../ui/Button.tsx';
import { formatDay, formatWhen } from '../../../ui/format.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { Link } from '../../../ui/router.tsx';
import { t } from '../../../ui/words.ts';
import { useExpert } from '../../context.ts';
import { listNames } from '../../../ui/list.ts';
import { useSealedTo } from '../../sealed-to.ts';
import { unlessFull } from '../../storage-full.ts';
import { useOpenedText } from '../../use-opened.ts';
import { canComment } from '../view.ts';
import type { Entry } from '../view.ts';
import { feeSentences } from '../words.ts';
import { keepComment } from './actions.ts';
import { CommentEditor } from './CommentEditor.tsx';
import { commentKey, commentView, readCommentDraft } from './view.ts';

/** Not coming is fine, and so is saying what one thinks of the plan instead: by when, and what it pays, or that it pays nothing. */
export function CommentInstead({ entry }: { entry: Entry }) {
  const { engine, now } = useExpert();
  const { session, invitation } = entry;
  const { comment, fee } = commentView(engine.live.value, invitation.id);
  const draft = readCommentDraft(engine.drafts.all.value.get(commentKey(invitation.id)));
  const isOpen = canComment(session, now.value);
  // Its lane is the invitation's: a refused one is found there.
  const isRefused = engine.refused.value.some((op) => op.lane === `invitation/${invitation.id}` && op.name === 'comment/send');
  if (!session.comment || (!isOpen && !comment && !draft && !isRefused)) return null;
  return (
    <section class="card stack spaced">
      <h2>{t('sessions:comment.title')}</h2>
      <Offer plan={session.comment} />
      {isRefused ? (
        <p class="small problem">
          {t('common:item.refused')} <Link to="/w">{t('common:sync.look')}</Link>
        </p>
      ) : null}
      {comment && draft === undefined ? <Sent invitation={invitation.id} comment={comment} isOpen={isOpen} /> : null}
      {isOpen && (draft !== undefined || (!comment && !isRefused)) ? <CommentEditor entry={entry} text={draft ?? ''} isSent={comment !== undefined} /> : null}
      {isOpen ? null : <p>{t('sessions:comment.over')}</p>}
      {!isOpen && draft ? <p class="written">{draft}</p> : null}
      {fee ? (
        <p>
          <Link to={`/p/${fee.id}`}>{t('sessions:comment.fee')}</Link>
        </p>
      ) : null}
    </section>
  );
}

function Offer({ plan: { plan, by, fee } }: { plan: NonNullable<Session['comment']> }) {
  return (
    <>
      <p>{t('sessions:comment.offer', { day: formatDay(by) })}</p>
      {feeSentences({ fee }).map((line) => (
        <p key={line}>{line}</p>
      ))}
      <details>
        <summary>{t('sessions:comment.plan')}</summary>
        <p class="written">{plan}</p>
      </details>
    </>
  );
}

/** As it was sent: only its writer and the coordinators can read it. */
function Sent({ invitation, comment, isOpen }: { invitation: string; comment: Comment; isOpen: boolean }) {
  const expert = useExpert();
  const { engine } = expert;
  const [isFull, setFull] = useState(false);
  const own = useOpenedText(comment.sealed, commentPurpose(comment.id), [engine.me.by]);
  const to = useSealedTo(comment.sealed, commentPurpose(comment.id));
  const text = own?.kind === 'text' ? own.text : '';
  return (
    <div class="stack">
      <p class="small">{t('sessions:comment.mine')}</p>
      {own?.kind === 'unreadable' ? <p>{t('sessions:comment.unreadable')}</p> : null}
      {text ? <p class="written">{text}</p> : null}
      <Way comment={comment} />
      <p class="small">{t('sessions:comment.readers', { names: listNames(to) || t('checklist:coordinator'), count: Math.max(1, to.length) })}</p>
      {isFull ? <Notice tone="wait">{t('errors:storage-full')}</Notice> : null}
      {isOpen && own ? <Button onPress={async () => setFull((await unlessFull(() => keepComment(expert, invitation, text))) === 'full')}>{t('sessions:comment.change')}</Button> : null}
    </div>
  );
}

/** Nothing is sent before the server has answered. */
function Way({ comment }: { comment: Comment }) {
  const { engine } = useExpert();
  if (!engine.live.value.isPending('comment', comment.id)) return <p class="small">{t('common:item.sent-at', { when: formatWhen(comment.at) })}</p>;
  const { kind } = engine.sync.status.value;
  return <p class="small wait">{t(kind === 'idle' || kind === 'syncing' ? 'common:item.here' : 'common:item.offline')}</p>;
}
