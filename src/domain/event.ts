import type { Row } from './op.ts';
import { personSchema } from './person.ts';
import { id, instant, literal, nullable, object, oneOf, otherwise, parse } from './schema.ts';
import type { Infer } from './schema.ts';

/**
 * What somebody did to a young expert's account, or what was done with a link to it. It stands in their own scope alone
 * and comes from the server, in the transaction of the act itself: no op makes one.
 */
export const eventSchema = object({
  kind: literal('event'), id: id(), person: id(),
  /**
   * added          they were written in
   * described      somebody else changed what stands of them
   * link-made      a one-time link was made; `by` made it
   * link-retried   somebody tried a link that was used already, once for each link
   * device-joined  `device` became a login; `by` made its link
   * devices-closed their devices were closed, their own choice included
   *
   * A newer server may write down what this app has no words for.
   */
  what: otherwise(oneOf(['added', 'described', 'link-made', 'link-retried', 'device-joined', 'devices-closed', 'other']), 'other'),
  /** Who did it; null where nobody can know. */
  by: nullable(id()),
  device: nullable(id()),
  at: instant(),
});
export type Event = Infer<typeof eventSchema>;

/** What one row that `by` puts means for a young expert's account; undefined where it means nothing, or is their own doing. `before` is how it stood. */
export function actOnAccount(row: Row, before: Row | undefined, by: string): Pick<Event, 'person' | 'what'> | undefined {
  const person = row.kind === 'person' && row.id !== by ? parse(personSchema, row) : undefined;
  if (!person?.ok || !person.value.roles.includes('expert')) return undefined;
  return { person: row.id, what: before ? 'described' : 'added' };
}
