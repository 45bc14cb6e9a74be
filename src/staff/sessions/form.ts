import { boolean, list, object, oneOf, parse, record, string } from '../../domain/schema.ts';
import type { Infer } from '../../domain/schema.ts';
import type { Session } from '../../domain/session.ts';
import { sessionTypes } from '../../domain/terms.ts';
import { timesOf } from './clock.ts';

/** The form as it is typed and kept as a draft: texts, whatever stands in them. gate.ts says what is missing. */
export const formSchema = object({
  type: oneOf(sessionTypes), title: string(), aim: string(), notExpected: string(), day: string(), start: string(), end: string(),
  mode: oneOf(['room', 'remote', 'hybrid']), place: string(), door: string(), quiet: string(), link: string(),
  /** How many of each role are there; who they are in words stands in `room`. */
  present: record(string(), string()), room: string(), meets: string(), phone: string(),
  organiser: string(), replyBy: string(), travel: string(), food: string(), naming: string(), ifStopped: string(),
  /** A row of the rate tables, `''` for no fee, or `kept` for the fee that was promised already. */
  rate: string(), payDay: string(),
  programme: list(object({ at: string(), what: string() })), filled: record(string(), string()),
  partNumber: string(), partOf: string(), theme: string(),
  /** Whether those who cannot come may comment on a plan, and the plan. */
  hasComment: boolean(), commentPlan: string(), commentBy: string(), commentRate: string(),
});
export type PlanForm = Infer<typeof formSchema>;

/** The fee of a session whose rate is in no table of today: it stays as it was promised. */
export const keptRate = 'kept';

export const emptyForm = (organiser: string): PlanForm => ({
  type: 'training_talk', title: '', aim: '', notExpected: '', day: '', start: '', end: '', mode: 'room', place: '', door: '', quiet: '', link: '',
  present: {}, room: '', meets: '', phone: '', organiser, replyBy: '', travel: '', food: '', naming: '', ifStopped: '', rate: '', payDay: '',
  programme: [], filled: {}, partNumber: '', partOf: '', theme: '', hasComment: false, commentPlan: '', commentBy: '', commentRate: '',
});

/** A session as the form shows it, for changing it. */
export function formOf(session: Session): PlanForm {
  const { type, title, aim, mode, place, link, room, meets, phone, organiser, travel, food, fee, programme, filled, comment, part } = session;
  return {
    type, title, aim, notExpected: session.notExpected ?? '', ...timesOf(session),
    mode, place, door: session.door ?? '', quiet: session.quiet ?? '', link,
    present: Object.fromEntries((session.present ?? []).map(({ role, count }) => [role, String(count)])), room, meets, phone: session.phoneTyped ?? phone, organiser,
    replyBy: session.replyBy ?? '', travel, food, naming: session.naming ?? '', ifStopped: session.ifStopped ?? '',
    rate: fee ? keptRate : '', payDay: fee?.payDay ?? '',
    programme: programme.map(({ at, what }) => ({ at: at.replace('.', ':'), what })), filled: { ...filled },
    partNumber: part ? String(part.number) : '', partOf: part ? String(part.of) : '', theme: part?.theme ?? '',
    hasComment: Boolean(comment), commentPlan: comment?.plan ?? '', commentBy: comment?.by ?? '', commentRate: comment?.fee ? keptRate : '',
  };
}

/**
 * A draft as it came out of the store; undefined where it is none. One that an older version has kept lacks fields, and
 * one that a newer version has kept has others: what fits is taken, the rest is as in `base`.
 */
export function readForm(draft: unknown, base: PlanForm): PlanForm | undefined {
  const whole = parse(formSchema, draft);
  if (whole.ok) return whole.value;
  if (typeof draft !== 'object' || draft === null || Array.isArray(draft)) return undefined;
  const known = Object.entries(draft).filter(([key, value]) => key in base && parse(formSchema, { ...base, [key]: value }).ok);
  if (known.length === 0) return undefined;
  const form = parse(formSchema, { ...base, ...Object.fromEntries(known) });
  return form.ok ? form.value : undefined;
}
