import type { Session } from '../../../domain/session.ts';
import type { Contact } from '../../people.ts';
import { feeSentences, whereWords } from '../words.ts';

/** What the adults have told about an item: what they filled in for it, or what the session says anyway. */
export function factsOf(session: Session, item: string, contact: Pick<Contact, 'name' | 'hours'> | undefined): string[] {
  const filled = session.filled[item];
  if (filled) return [filled];
  return known(session, item, contact).filter(Boolean);
}

function known(session: Session, item: string, contact: Pick<Contact, 'name' | 'hours'> | undefined): string[] {
  switch (item) {
    case 'what': return [session.aim];
    case 'room': return [session.room];
    case 'place': return [whereWords(session), session.meets];
    case 'fee': return feeSentences(session);
    case 'travel': return [session.travel];
    case 'food': return [session.food];
    case 'contact': return contact ? [contact.name, contact.hours] : [];
    default: return [];
  }
}
