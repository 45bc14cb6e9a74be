import type { SealRefusal } from '../../../crypto/seal.ts';
import { commentIdOf, commentPurpose } from '../../../domain/comment-facts.ts';
import type { Reason } from '../../../domain/reason.ts';
import { refuse } from '../../../domain/schema.ts';
import type { Result } from '../../../domain/schema.ts';
import type { FeeOffer } from '../../../domain/terms.ts';
import type { Expert } from '../../context.ts';
import { coordinatorReaders } from '../../trusted.ts';
import { replaceOld } from '../../instead.ts';
import { commentKey } from './view.ts';

export type CommentRefusal = Reason | SealRefusal | 'no-device';

/** Typed text is in the store with every key. Rejects when that is full. */
export const keepComment = ({ engine }: Expert, invitation: string, text: string): Promise<void> => engine.drafts.save(commentKey(invitation), { text });

/** What was changed and not sent is left as it was sent. */
export const leaveComment = ({ engine }: Expert, invitation: string): Promise<void> => engine.drafts.remove(commentKey(invitation));

/** Seals the comment to the coordinators and puts it on its way, the first one or a changed one. Whatever stops it, the draft stays. `fee`: what the screen offers for it. */
export async function sendComment(expert: Expert, invitation: string, text: string, fee: FeeOffer | null | undefined): Promise<Result<string, CommentRefusal>> {
  const { engine } = expert;
  const key = commentKey(invitation);
  // Only what is sent here: another tab may have typed on meanwhile.
  const clearDraft = { key, value: engine.drafts.get(key) };
  const sealer = await expert.sealer().catch(() => undefined);
  if (!sealer) return refuse('unusable-device');
  const readers = await coordinatorReaders(expert);
  if (readers.length === 0) return refuse('no-device');
  const sealed = await sealer.seal(readers, commentPurpose(commentIdOf(invitation)), { text, at: engine.env.now() });
  if (!sealed.ok) return sealed;
  const done = await engine.commit('comment/send', { invitation, sealed: sealed.value, fee }, { clearDraft });
  if (done.ok) await replaceOld(engine, key);
  return done;
}
