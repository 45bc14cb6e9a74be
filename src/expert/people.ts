import type { Live } from '../client/state.ts';
import type { Person } from '../domain/person.ts';
import { boolean, count, object, optional, parse, string } from '../domain/schema.ts';
import type { Infer } from '../domain/schema.ts';
import { listNames } from '../ui/list.ts';
import type { Expert } from './context.ts';
import { contactKey } from './draft-keys.ts';
import { firstName } from './first-name.ts';

/** The coordinators that this phone knows, by first name. */
export const coordinatorsIn = (live: Live): readonly Person[] =>
  live.all('person').filter((person) => person.roles.includes('coordinator')).map((person) => ({ ...person, name: firstName(person.name) }));

/** The contact persons outside the project, as the coordinators have written them in. */
export const contactsIn = (live: Live): readonly Person[] => live.all('person').filter((person) => person.roles.includes('contact'));

/** All coordinators by first name. Who can read a text is another question (trusted.ts, sealed-to.ts). */
export const coordinatorNames = (live: Live): string => listNames(coordinatorsIn(live).map((person) => person.name));

/** Whoever of these leads the session; undefined where none of them does, or that is not known. */
export function leadOf(live: Live, session: string, among: readonly Person[]): Person | undefined {
  const lead = live.get('lead', session)?.person;
  return among.find(({ id }) => id === lead);
}

/**
 * Who answers what is asked about a session, by first name: who leads it, or else the first coordinator, of those who have a
 * device to read it on. Where none has, whoever it waits for.
 */
export function answererOf(live: Live, session = ''): string | undefined {
  const coordinators = coordinatorsIn(live);
  const reading = coordinators.filter(({ id }) => live.all('device').some(({ person, state }) => person === id && state === 'live'));
  return (leadOf(live, session, reading) ?? reading[0] ?? leadOf(live, session, coordinators) ?? coordinators[0])?.name;
}

/** What this phone keeps of the contact person, so that screens can name and call them without opening the channel. */
const contactSchema = object({
  name: string(),
  phone: string(),
  /** When they answer, in their own words. */
  hours: string(),
  thread: string(),
  /** Something of theirs was not on the screen yet. */
  news: boolean(),
  /** One's own messages that have not left this phone, and the one that is being typed. */
  unsent: count(100_000),
  /** While they are away: through which day, and who stands in and can read. */
  away: optional(string()), deputy: optional(object({ name: string(), phone: string() })),
});
export type Contact = Infer<typeof contactSchema>;

/** Whom to call: whoever stands in, while the contact person is away. By first name. */
export function toCall(contact: Contact | undefined, today: string): { readonly name: string; readonly phone: string } | undefined {
  return contact?.deputy?.phone && (contact.away ?? '') >= today ? { ...contact.deputy, name: firstName(contact.deputy.name) } : contact;
}

/** The person outside the project whom this young expert is paired with, by first name. */
export function contactOf({ drafts }: Pick<Expert['engine'], 'drafts'>): Contact | undefined {
  const contact = parse(contactSchema, drafts.all.value.get(contactKey));
  return contact.ok ? { ...contact.value, name: firstName(contact.value.name) } : undefined;
}
