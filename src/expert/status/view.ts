import type { PendingOp, RefusedOp } from '../../client/db.ts';
import type { expertRules } from '../../protocol/expert.ts';

export interface Waiting {
  readonly pending: readonly PendingOp[];
  readonly refused: readonly RefusedOp[];
}

/** What has not reached the server, oldest first. */
export function waitingView(pending: readonly PendingOp[], refused: readonly RefusedOp[]): Waiting {
  return { pending: pending.filter((op) => !op.settled), refused };
}

const names: Record<keyof typeof expertRules, string> = {
  'answer/choose': 'errors:op.choose',
  'answer/write': 'errors:op.write',
  'invitation/answer': 'errors:op.invitation',
  'message/send': 'errors:op.message',
  'message/receive': 'errors:op.receipt',
  'person/name': 'errors:op.name',
  'reflection/send': 'errors:op.reflection',
  'reflection/withdraw': 'errors:op.withdraw',
};

/** The key of the plain words for an op; an older version's op that this one does not know is "something". */
export const opWords = (name: string): string => Object.entries(names).find(([known]) => known === name)?.[1] ?? 'errors:op.other';

const withText: readonly string[] = ['answer/write', 'message/send'];

/** The key of what becomes of it where it is not sent: own thoughts stay, a sealed text goes with its op. */
export function lossWords(name: string): string {
  if (withText.includes(name)) return 'errors:waiting.text-goes';
  return name === 'reflection/send' ? 'errors:waiting.text-stays' : 'errors:waiting.undone';
}
