import { messageSchema } from '../../crypto/message.ts';
import { commentPurpose } from '../../domain/comment-facts.ts';
import type { Comment } from '../../domain/comment.ts';
import { parse } from '../../domain/schema.ts';
import { formatWhen } from '../../ui/format.ts';
import { usePromise } from '../../ui/use-promise.ts';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
import { nameOf } from '../names.ts';
import { CannotOpen } from '../CannotOpen.tsx';
import { commentsOn } from './view.ts';

/** What those who are not coming say on the plan. Opened here, on this device. */
export function Comments({ session }: { session: string }) {
  const list = commentsOn(useStaff().engine.live.value, session);
  if (list.length === 0) return null;
  return (
    <>
      <h2>{t('duties:comments.heading')}</h2>
      {list.map((comment) => (
        <One key={comment.id} comment={comment} />
      ))}
    </>
  );
}

function One({ comment }: { comment: Comment }) {
  const { engine, sealer } = useStaff();
  const live = engine.live.value;
  const name = nameOf(live, comment.person);
  const words = usePromise(`${comment.sealed} ${live.all('device').length}`, async () => {
    const opened = await (await sealer()).open(comment.sealed, commentPurpose(comment.id), [comment.person]);
    const payload = opened.kind === 'opened' ? parse(messageSchema, opened.payload) : undefined;
    return payload?.ok ? payload.value.text : null;
  });
  return (
    <section class="card" aria-label={name}>
      <p class="small">{t('duties:comments.from', { name, when: formatWhen(comment.at) })}</p>
      {words === undefined ? <p class="small">{t('duties:comments.opening')}</p> : null}
      {words === null ? <CannotOpen of={{ kind: 'comment', id: comment.id }} written={comment.at} name={name} /> : null}
      {words ? (
        <p class="own-words" dir="auto">
          {words}
        </p>
      ) : null}
    </section>
  );
}
