import type { PendingOp, RefusedOp } from '../../client/db.ts';
import { answerInvitation } from '../../domain/invitation.ts';
import type { expertRules } from '../../protocol/expert.ts';
import { t } from '../../ui/words.ts';
import { afterRefusal, isForgotten } from '../again.ts';
import type { After } from '../again.ts';
import { isRefused, olderMessage } from './view.ts';
import type { Why } from './view.ts';

// Keys stand here whole, so that the test of the words finds them.

const names: Record<keyof typeof expertRules, string> = {
  'answer/choose': 'errors:op.choose',
  'answer/write': 'errors:op.write',
  'comment/send': 'errors:op.comment',
  'invitation/answer': 'errors:op.invitation',
  'invitation/late': 'errors:op.late',
  'invitation/undo': 'errors:op.undo',
  'person/name': 'errors:op.name',
  'reflection/send': 'errors:op.reflection',
  'reflection/withdraw': 'errors:op.withdraw',
  'request/give': 'errors:op.give',
  'request/refuse': 'errors:op.refuse',
  'ride/place': 'errors:op.ride',
};

/** The key of the plain words for an op; an older version's op that this one does not know is "something". */
export function opWords({ name, args }: Pick<PendingOp, 'name' | 'args'>): string {
  if (name === olderMessage) return 'errors:op.message';
  const said = name === 'invitation/answer' ? answerInvitation.parse(args) : undefined;
  if (said?.ok) return said.value.answer === 'accepted' ? 'errors:op.accept' : 'errors:op.decline';
  return Object.entries(names).find(([known]) => known === name)?.[1] ?? 'errors:op.other';
}

const whys: Record<Why, string> = {
  offline: 'errors:why.offline', busy: 'errors:why.busy', enough: 'errors:why.enough', full: 'errors:why.full', 'signed-out': 'errors:why.signed-out',
  outdated: 'errors:why.outdated', behind: 'errors:why.behind', going: 'errors:why.going',
};

const nexts: Record<Why, string> = {
  offline: 'errors:next.offline', busy: 'errors:next.busy', enough: 'errors:next.enough', full: 'errors:next.full', 'signed-out': 'errors:next.signed-out',
  outdated: 'errors:next.outdated', behind: 'errors:next.behind', going: 'errors:next.going',
};

const afters: Record<After, string> = {
  again: 'errors:next.again', ask: 'errors:next.ask', tell: 'errors:next.tell', shorten: 'errors:next.shorten', over: 'errors:next.over',
};

/** Why it is still here, and who acts next. `why`: undefined for what was set aside. */
export function standing(op: PendingOp | RefusedOp, why: Why | undefined): { readonly why: string; readonly next: string } {
  if (isRefused(op) && op.name === olderMessage) return { why: t('errors:older.why'), next: t('errors:older.next') };
  if (isRefused(op) && isForgotten(op)) return { why: t('errors:closed'), next: t('errors:next.over') };
  if (isRefused(op)) return { why: t(`errors:${op.reason}`), next: t(afters[afterRefusal(op.reason)]) };
  return { why: why ? t(whys[why]) : '', next: why ? t(nexts[why]) : '' };
}

/** What becomes of it where it is taken off the list: own thoughts stay where their original lies, a sealed text goes with its op. */
export function lossWords(name: string, hasText: boolean, isOriginalHere: boolean): string {
  if (name === 'reflection/withdraw') return t('errors:loss.withdraw');
  if (name === 'reflection/send' && isOriginalHere) return t('errors:loss.text-stays');
  return hasText ? t('errors:loss.text-goes') : t('errors:loss.undone');
}
