import type { Session } from '../../../domain/session.ts';
import { t } from '../../../ui/words.ts';
import type { Contact } from '../../people.ts';
import { people } from '../term-words.ts';
import { feeSentences, whereWords } from '../words.ts';

type KnownContact = Pick<Contact, 'name' | 'hours'> | undefined;

/** What the adults have told about an item: what they filled in for it, or what the session says anyway. */
export function factsOf(session: Session, item: string, contact: KnownContact): string[] {
  const filled = session.filled[item];
  // Which part of a series this is belongs to it, whatever else was told of the dates.
  if (item === 'c_dates') return [...partWords(session), ...(filled ? [filled] : [])];
  if (filled) return [filled];
  return known(session, item, contact).filter(Boolean);
}

function known(session: Session, item: string, contact: KnownContact): string[] {
  switch (item) {
    case 'what': return [session.aim, session.notExpected ?? ''];
    case 'room': return people(session).map(({ text }) => text);
    case 'place': return [whereWords(session), session.door ?? '', session.meets];
    case 'fee': return feeSentences(session);
    case 'travel': return [session.travel];
    case 'food': return [session.food];
    case 'name': return [session.naming ?? ''];
    case 'leave': return [session.ifStopped ?? ''];
    case 'c_hours': return [t('checklist:hours')];
    case 'contact': return contact ? [contact.name, contact.hours] : [];
    default: return [];
  }
}

const partWords = ({ part }: Session): string[] => (part ? [t('checklist:part', { number: part.number, of: part.of, theme: part.theme }).replace(/: $/, '')] : []);
