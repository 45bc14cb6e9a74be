import { effect } from '@preact/signals';
import { day, id, instant, list, nullable, object, oneOf, optional, parse } from '../domain/schema.ts';
import type { Infer } from '../domain/schema.ts';
import { reasons } from '../domain/reason.ts';
import type { Reason } from '../domain/reason.ts';
import type { Result } from '../domain/result.ts';
import type { StaffEngine } from './context.ts';

// What was chosen for many fees at once cannot be taken back after it has gone: once paid, a fee stays paid. So it waits
// here for a moment, as a draft, and nothing calls it done. A tab that is closed meanwhile leaves it undone, and says so.

/** In milliseconds: long enough to read the list once more. */
const holdFor = 15_000;
/** What is older was left behind by a tab that was closed: nobody expects it to go by itself now. */
const forgottenAfter = 60_000;
const key = 'held-fees';

const heldSchema = object({ fee: id(), to: oneOf(['approved', 'sent_to_payment', 'paid']), day: nullable(day()), at: instant(), problem: optional(oneOf(reasons)) });
/** One fee that is to move a step on; `at`: when it goes. `problem`: why it did not. */
export type HeldFee = Infer<typeof heldSchema>;

export function heldFees(drafts: ReadonlyMap<string, unknown>): readonly HeldFee[] {
  const kept = parse(list(heldSchema), drafts.get(key));
  return kept.ok ? kept.value : [];
}

/** It waits for its owner: it was left behind, or not taken. */
export const isLeft = ({ at, problem }: HeldFee, now: string): boolean => problem !== undefined || Date.parse(now) - Date.parse(at) > forgottenAfter;

const keep = ({ drafts }: StaffEngine, all: readonly HeldFee[]): Promise<void> => (all.length === 0 ? drafts.remove(key) : drafts.save(key, [...all]));

/** Holds this step for these fees; what was held for one of them before is replaced. `day`: when the money leaves. */
export function holdFees(engine: StaffEngine, fees: readonly string[], to: HeldFee['to'], paidOn: string | null): Promise<void> {
  const at = new Date(Date.parse(engine.env.now()) + holdFor).toISOString();
  const others = heldFees(engine.drafts.all.value).filter(({ fee }) => !fees.includes(fee));
  return keep(engine, [...others, ...fees.map((fee): HeldFee => ({ fee, to, day: paidOn, at }))]);
}

export const takeBackFees = (engine: StaffEngine, fees: readonly string[]): Promise<void> =>
  keep(engine, heldFees(engine.drafts.all.value).filter(({ fee }) => !fees.includes(fee)));

/** Does what is held for these fees now. What is refused stays, with its reason. */
export async function sendFees(engine: StaffEngine, fees: readonly string[]): Promise<void> {
  // Two tabs would do it twice, which changes nothing, but shows twice.
  await engine.env.exclusively(`${key}-${engine.me.device}`, async () => {
    for (const one of heldFees(engine.drafts.all.value).filter(({ fee }) => fees.includes(fee))) {
      const done = await commit(engine, one);
      const rest = heldFees(engine.drafts.all.value).filter(({ fee }) => fee !== one.fee);
      await keep(engine, done.ok ? rest : [...rest, { ...one, problem: done.reason }]);
    }
  });
}

const commit = (engine: StaffEngine, { fee, to, day: paidOn }: HeldFee): Promise<Result<string, Reason>> =>
  to === 'paid' ? engine.commit('fee/pay', { fee, day: paidOn ?? '' }) : engine.commit('fee/advance', { fee, to });

/** Lets go what has been held for long enough, while the app is open. Returns what stops it. */
export function letHeldGo(engine: StaffEngine): () => void {
  let cancel = (): void => undefined;
  const waiting = () => heldFees(engine.drafts.all.value).filter((one) => !isLeft(one, engine.env.now()));
  const look = (): void => {
    cancel();
    const [now, held] = [engine.env.now(), waiting()];
    const due = held.filter(({ at }) => at <= now);
    // A full disk keeps it held, and visible.
    if (due.length > 0) return void sendFees(engine, due.map(({ fee }) => fee)).catch(() => undefined);
    const next = held.map(({ at }) => at).sort()[0];
    if (next !== undefined) cancel = engine.env.after(Date.parse(next) - Date.parse(now), look);
  };
  const stop = effect(look);
  return () => {
    stop();
    cancel();
  };
}
