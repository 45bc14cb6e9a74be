import type { Live } from '../client/state.ts';
import type { Channel } from '../domain/channel.ts';
import type { Person } from '../domain/person.ts';
import { language } from '../ui/words.ts';
import { firstName } from './first-name.ts';

/** The coordinators that this phone knows, by first name. */
export const coordinatorsIn = (live: Live): readonly Person[] =>
  live.all('person').filter((person) => person.roles.includes('coordinator')).map((person) => ({ ...person, name: firstName(person.name) }));

/** `tel:` address of a number as people write it. */
export const telOf = (phone: string): string => `tel:${phone.replace(/[^+\d]/g, '')}`;

/** All coordinators by first name: whoever may read what is sent to them is named. */
export function coordinatorNames(live: Live): string {
  return new Intl.ListFormat(language(), { type: 'conjunction' }).format(coordinatorsIn(live).map((person) => person.name));
}

/** To whom something for the coordinators is sealed: those who have a device. All of them when none has, so that sealing says so. */
export function coordinatorReaders(live: Live): string[] {
  const devices = live.all('device').filter((device) => device.state === 'live');
  const all = coordinatorsIn(live).map((person) => person.id);
  const ready = all.filter((id) => devices.some((device) => device.person === id));
  return ready.length > 0 ? ready : all;
}

/** The person outside the project whom this young expert can write to, by first name. */
export function contactOf(live: Live, me: string): Person | undefined {
  const channel = live.all('channel').find((one) => one.expert === me);
  const person = channel && live.get('person', channel.contact);
  return person && { ...person, name: firstName(person.name) };
}

/** The young expert's own channel; undefined until it is agreed. */
export const channelOf = (live: Live, me: string): Channel | undefined => live.all('channel').find((channel) => channel.expert === me);

/** Under this key the phone keeps, for itself alone, how far a conversation was read. */
export const seenKey = (channel: string): string => `seen:${channel}`;

/** The same for the coordinator's answer to a question. */
export const replySeenKey = (answer: string): string => `reply-seen:${answer}`;
