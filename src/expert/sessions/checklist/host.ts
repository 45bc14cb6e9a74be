import { dutiesFor } from '../../../domain/duty-facts.ts';
import type { Session } from '../../../domain/session.ts';
import { language, t } from '../../../ui/words.ts';
import type { Item } from '../items.ts';
import { partsOf } from './note-draft.ts';

/** Whether the host of this session can be told something on this item. A talk between two has no host. */
export const canTellHost = (session: Session, item: Item): boolean => item.host === true && dutiesFor(session).includes('host_told');

/** `the host`, `the leader of the group`: what whoever leads this kind of session is called. */
export const hostName = (type: Session['type']): string => t(`checklist:host-name.${type}`);
/** The same as the one who is told something. */
export const hostTo = (type: Session['type']): string => t(`checklist:host-to.${type}`);

/** What there is to tick on an item. */
export const suggestionsFor = (item: Item, coordinator: string): readonly string[] => (item.suggests ? t(`checklist:suggest.${item.id}`, { coordinator }).split('|') : []);

/**
 * The sentence for the host, made of what was chosen: `Do not ask: family, school.` Empty where nothing was chosen, and
 * for free words, which nobody but their writer puts into another's mouth.
 */
export function offeredSentence(item: Item, written: string, suggestions: readonly string[]): string {
  const parts = partsOf(written).map((part) => (suggestions.includes(part) ? part.charAt(0).toLocaleLowerCase(language()) + part.slice(1) : part));
  if (parts.length === 0 || suggestions.length === 0) return '';
  return t(`checklist:sentence.${item.id}`, { what: parts.join(', ').replace(/\.+$/, '') });
}
