import { personCardSchema } from '../../crypto/card.ts';
import type { PersonCard } from '../../crypto/card.ts';
import { base64url, object, parse } from '../../domain/schema.ts';

const requestSchema = object({ card: personCardSchema(), genesis: base64url(43) });

/** What a contact person asks to be vouched for, read from the text that their page shows; null where it is none. */
export function showRequest(text: string): { readonly card: PersonCard; readonly genesis: string; readonly words: string } | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const read = parse(requestSchema, value);
  if (!read.ok) return null;
  const { card, genesis } = read.value;
  return { card, genesis, words: [card.name, card.organisation, card.phone, `key ${genesis.slice(0, 8)} ${genesis.slice(8, 16)}`].join('\n') };
}
