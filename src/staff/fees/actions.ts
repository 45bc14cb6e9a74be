import type { DraftOf } from '../../client/drafts.ts';
import type { stallReasons } from '../../domain/fee.ts';
import type { Reason } from '../../domain/reason.ts';
import type { Result } from '../../domain/result.ts';
import type { StaffEngine } from '../context.ts';
import type { FeeLine } from './view.ts';

type Done = Promise<Result<string, Reason>>;

export const advance = (engine: StaffEngine, fee: string, next: NonNullable<FeeLine['next']>): Done =>
  engine.commit('fee/advance', { fee, to: next === 'approve' ? 'approved' : 'sent_to_payment' });

/** The money left on this day (Helsinki). */
export const pay = (engine: StaffEngine, fee: string, day: string): Done => engine.commit('fee/pay', { fee, day });

export interface Stall {
  readonly why: (typeof stallReasons)[number];
  readonly who: string;
  readonly newDay: string | null;
}

export const stall = (engine: StaffEngine, fee: string, { why, who, newDay }: Stall, clearDraft: DraftOf): Done => engine.commit('fee/stall', { fee, why, who, newDay }, { clearDraft });
