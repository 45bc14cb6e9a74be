import type { Live } from '../../client/state.ts';
import type { PlanForm } from './form.ts';
import type { Problems } from './gate.ts';
import type { Warning } from './warnings.ts';

/** What every part of the form works with. */
export interface PartProps {
  readonly form: PlanForm;
  readonly problems: Problems;
  /** What is wrong with the telephone number, in words. */
  readonly phoneProblem: string;
  readonly warnings: readonly Warning[];
  readonly live: Live;
  readonly now: string;
  set(change: Partial<PlanForm> | ((form: PlanForm) => Partial<PlanForm>)): void;
}
