import { personCardSchema } from '../crypto/card.ts';
import { cleanText } from '../crypto/clean.ts';
import { parse } from '../domain/schema.ts';
import type { Card } from './types.ts';

/** A card as others take it: what came from a keyboard is cut and cleaned. Throws where there is no name. */
export function fitCard({ name, organisation, phone, hours, promise }: Card): Card {
  const fit = (text: string, most: number): string => cleanText(text).trim().slice(0, most);
  const card = { name: fit(name, 60), organisation: fit(organisation, 80), phone: fit(phone, 30), hours: fit(hours, 160), promise };
  if (!parse(personCardSchema(), card).ok) throw new TypeError('not a card');
  return card;
}
