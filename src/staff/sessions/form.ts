import { list, object, oneOf, parse, record, string } from '../../domain/schema.ts';
import type { Infer } from '../../domain/schema.ts';
import { sessionTypes } from '../../domain/terms.ts';
import type { Session } from '../../domain/session.ts';
import { clockOf } from '../../domain/time.ts';

/** The form as it is typed and kept as a draft: texts, whatever stands in them. gate.ts says what is missing. */
export const formSchema = object({
  type: oneOf(sessionTypes), title: string(), aim: string(), day: string(), start: string(), end: string(),
  mode: oneOf(['room', 'remote', 'hybrid']), place: string(), link: string(), room: string(), meets: string(), phone: string(),
  organiser: string(), replyBy: string(), travel: string(), food: string(),
  /** A row of the rate tables, `''` for no fee, or `kept` for the fee that was promised already. */
  rate: string(), payDay: string(),
  programme: list(object({ at: string(), what: string() })), filled: record(string(), string()),
});
export type PlanForm = Infer<typeof formSchema>;

/** The fee of a session whose rate is in no table of today: it stays as it was promised. */
export const keptRate = 'kept';

export const emptyForm = (organiser: string): PlanForm => ({
  type: 'training_talk', title: '', aim: '', day: '', start: '', end: '', mode: 'room', place: '', link: '', room: '', meets: '', phone: '',
  organiser, replyBy: '', travel: '', food: '', rate: '', payDay: '', programme: [], filled: {},
});

/** A session as the form shows it, for changing it. */
export function formOf(session: Session): PlanForm {
  const [day = '', start = ''] = clockOf(session.starts).split(' ');
  const { type, title, aim, mode, place, link, room, meets, phone, organiser, travel, food, fee, programme, filled } = session;
  return {
    type, title, aim, day, start, end: clockOf(session.ends).split(' ')[1] ?? '', mode, place, link, room, meets, phone, organiser,
    replyBy: session.replyBy ?? '', travel, food, rate: fee ? keptRate : '', payDay: fee?.payDay ?? '',
    programme: programme.map(({ at, what }) => ({ at: at.replace('.', ':'), what })), filled: { ...filled },
  };
}

/** A draft as it came out of the store; undefined where it is none, or one of another version. */
export function readForm(draft: unknown): PlanForm | undefined {
  const form = parse(formSchema, draft);
  return form.ok ? form.value : undefined;
}
