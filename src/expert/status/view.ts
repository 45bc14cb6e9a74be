import type { PendingOp, RefusedOp } from '../../client/db.ts';
import type { Live } from '../../client/state.ts';
import type { Status } from '../../client/status.ts';
import { answerIdOf, notePurpose } from '../../domain/answer-facts.ts';
import { chooseAnswer, writeNote } from '../../domain/answer.ts';
import type { Answer } from '../../domain/answer.ts';
import { commentIdOf, commentPurpose } from '../../domain/comment-facts.ts';
import { sendComment } from '../../domain/comment.ts';
import type { Rule } from '../../domain/op.ts';
import { reflectionPurpose, sendReflection } from '../../domain/reflection.ts';
import { id, object, parse } from '../../domain/schema.ts';
import { sealedSchema } from '../../domain/sealed.ts';
import { answerInvitation, sayLate, undoAnswer } from '../../domain/invitation.ts';

export interface Waiting {
  readonly pending: readonly PendingOp[];
  readonly refused: readonly RefusedOp[];
}

/** What has not reached the server, oldest first. */
export function waitingView(pending: readonly PendingOp[], refused: readonly RefusedOp[]): Waiting {
  return { pending: pending.filter((op) => !op.settled), refused };
}

export const isRefused = (op: PendingOp | RefusedOp): op is RefusedOp => 'reason' in op;

/** Why something is still on this phone. `behind`: another one of the same thing stands before it and was set aside. */
export type Why = 'offline' | 'busy' | 'enough' | 'full' | 'signed-out' | 'outdated' | 'behind' | 'going';

export function whyOf(op: PendingOp, refused: readonly RefusedOp[], status: Status['kind'], isEnough = false): Why {
  if (refused.some((one) => one.lane === op.lane && one.seq < op.seq)) return 'behind';
  switch (status) {
    case 'offline':
    case 'full':
    case 'signed-out':
    case 'outdated':
      return status;
    case 'waiting':
      return isEnough ? 'enough' : 'busy';
    case 'idle':
    case 'syncing':
      return 'going';
  }
}

/**
 * Could the server have it, though no answer came? Whatever waits may have been in a request whose answer was lost, and
 * what the server broke at may have been done all the same.
 */
export const mayBeThere = (op: PendingOp | RefusedOp): boolean => !isRefused(op) || op.reason === 'broken';

/** The person's own sealed text in an op, and what it takes to open it. */
export type Own = { readonly sealed: string; readonly purpose: string } & (
  | { readonly kind: 'note'; readonly answer: string; readonly audience: Answer['audience'] }
  | { readonly kind: 'reflection'; readonly copy: string; readonly session: string | null }
  /** What somebody who is not coming says on the plan. */
  | { readonly kind: 'comment'; readonly comment: string }
  /** A message that an older app queued as an op: it can be read and copied, and goes nowhere any more. */
  | { readonly kind: 'older' }
);

const olderSchema = object({ id: id(), channel: id(), sealed: sealedSchema() });

export const olderMessage = 'message/send';

/** Null where there is no text in it, or none that this version can find. */
export function ownOf({ name, args }: Pick<PendingOp, 'name' | 'args'>): Own | null {
  switch (name) {
    case 'answer/write': {
      const read = writeNote.parse(args);
      if (!read.ok || read.value.note === null) return null;
      const answer = answerIdOf(read.value.invitation, read.value.item);
      return { kind: 'note', answer, audience: read.value.audience, sealed: read.value.note, purpose: notePurpose(answer) };
    }
    case 'comment/send': {
      const read = sendComment.parse(args);
      if (!read.ok) return null;
      const comment = commentIdOf(read.value.invitation);
      return { kind: 'comment', comment, sealed: read.value.sealed, purpose: commentPurpose(comment) };
    }
    case 'reflection/send': {
      const read = sendReflection.parse(args);
      return read.ok ? { kind: 'reflection', copy: read.value.id, session: read.value.session, sealed: read.value.sealed, purpose: reflectionPurpose(read.value.id) } : null;
    }
    case olderMessage: {
      const read = parse(olderSchema, args);
      return read.ok ? { kind: 'older', sealed: read.value.sealed, purpose: `message:${read.value.channel}:${read.value.id}` } : null;
    }
    default:
      return null;
  }
}

/** The session that an op is about; undefined where it is about none that this phone knows. */
export function sessionOf(live: Live, { name, args }: Pick<PendingOp, 'name' | 'args'>) {
  if (name === 'reflection/send') {
    const read = sendReflection.parse(args);
    return read.ok && read.value.session !== null ? live.get('session', read.value.session) : undefined;
  }
  const rule = aboutInvitation[name];
  const read = rule?.parse(args);
  const invitation = read?.ok ? live.get('invitation', read.value.invitation) : undefined;
  return invitation && live.get('session', invitation.session);
}

/** The ops that are about one invitation. */
const aboutInvitation: Readonly<Record<string, Pick<Rule<{ readonly invitation: string }>, 'parse'> | undefined>> = {
  'invitation/answer': answerInvitation, 'invitation/undo': undoAnswer, 'invitation/late': sayLate, 'comment/send': sendComment,
  'answer/choose': chooseAnswer, 'answer/write': writeNote,
};

/** Where in the app a thing of this kind is written or chosen; null where there is no such place. */
export function placeOf(live: Live, op: Pick<PendingOp, 'name' | 'args'>): string | null {
  const session = sessionOf(live, op);
  switch (op.name) {
    case 'invitation/late': return session ? `/k/${session.id}/2` : '/k';
    case 'invitation/answer':
    case 'invitation/undo':
    case 'comment/send': return session ? `/k/${session.id}` : '/k';
    case 'answer/choose':
    case 'answer/write': return session ? `/k/${session.id}/1` : '/k';
    case 'reflection/send':
    case 'reflection/withdraw': return '/o';
    case 'person/name': return '/s/n';
    default: return null;
  }
}
