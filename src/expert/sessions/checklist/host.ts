import { dutiesFor } from '../../../domain/duty-facts.ts';
import { hostSentence } from '../../../domain/note-parts.ts';
import type { NoteParts } from '../../../domain/note-parts.ts';
import type { Session } from '../../../domain/session.ts';
import { language, t } from '../../../ui/words.ts';
import type { Item } from '../items.ts';

/** Whether the host of this session can be told something on this item. A talk between two has no host. */
export const canTellHost = (session: Session, item: Item): boolean => item.host === true && dutiesFor(session).includes('host_told');

/** `the host`, `the leader of the group`: what whoever leads this kind of session is called. */
export const hostName = (type: Session['type']): string => t(`checklist:host-name.${type}`);
/** The same as the one who is told something. */
export const hostTo = (type: Session['type']): string => t(`checklist:host-to.${type}`);

/** What there is to tick on an item. */
export const suggestionsFor = (item: Item, coordinator: string): readonly string[] => (item.suggests ? t(`checklist:suggest.${item.id}`, { coordinator }).split('|') : []);

/** The sentence for the host, made of what was ticked and of own words as they stand. Where there is nothing to tick, nobody but their writer puts words into another's mouth. */
export const offeredSentence = (item: Item, parts: NoteParts): string => (item.suggests ? hostSentence(parts, (what) => t(`checklist:sentence.${item.id}`, { what }), language()) : '');
