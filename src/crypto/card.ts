import { base64url, count, day, literal, maxItems, object, parse, pipe, string, text, words } from '../domain/schema.ts';
import { concat, utf8 } from './bytes.ts';
import { isSignature, signText } from './chain-entry.ts';
import { ECDSA } from './keys.ts';
import { createStoredPair, usePair } from './stored-keys.ts';
import type { StoredPair } from './stored-keys.ts';

// Who vouches for a contact person: an organisation outside the project has a root key, and signs with it who goes with
// which list of devices. The coordinator and the server have no such key, so they cannot make a contact person.
// Signed is "rasti/vouch/1" ‖ body, and the body is exact JSON text of one spelling.

/** What somebody says of themselves to whom they pair with. */
export interface PersonCard {
  readonly name: string;
  /** Of a contact person; empty for a young expert. */
  readonly organisation: string;
  readonly phone: string;
  readonly hours: string;
  /** Within how many hours they promise to have read; 0 for none. */
  readonly promise: number;
}

export const personCardSchema = /* @__NO_SIDE_EFFECTS__ */ () =>
  object({ name: words(100), organisation: text(200), phone: text(50), hours: text(300), promise: count(1000) });

export interface Vouch {
  readonly body: string;
  readonly sig: string;
}

/** A vouch as it travels. Whether it is true, `checkVouch` tells. */
export const vouchSchema = /* @__NO_SIDE_EFFECTS__ */ () => object({ body: pipe(string(), maxItems(3000)), sig: base64url(86) });

const bodySchema = /* @__NO_SIDE_EFFECTS__ */ () =>
  object({ v: literal(1), card: personCardSchema(), genesis: base64url(43), until: day() });

/** What is vouched for: this person has the list of devices that begins with `genesis`; it counts through the day `until`. */
export interface Vouched {
  readonly card: PersonCard;
  readonly genesis: string;
  readonly until: string;
}

/** A new root key, for the offline tool. Its `point` is what is built into the apps; the other half stays with the organisation. */
export const createRoot = async (): Promise<StoredPair> => await createStoredPair(ECDSA);

/** Signs a card. Throws when the root key is none, or when a field is one that `checkVouch` would not take. */
export async function signCard(root: StoredPair, vouched: Vouched): Promise<Vouch> {
  const keys = await usePair(root, ECDSA);
  const body = bodyText(vouched);
  if (!keys || !readBody(body)) throw new TypeError('not a root key, or not a card');
  return { body, sig: await signText(signedBytes(body), keys.privateKey) };
}

/**
 * The card that is vouched for. Null when nobody vouches: no root key yet (`root` null), no vouch, another key, another
 * list of devices, past its last day, or anything changed.
 */
export async function checkVouch(
  vouch: unknown, { root, genesis, today }: { readonly root: string | null; readonly genesis: string; readonly today: string },
): Promise<PersonCard | null> {
  const read = parse(vouchSchema(), vouch);
  if (root === null || !read.ok || !(await isSignature(read.value.sig, signedBytes(read.value.body), root))) return null;
  const vouched = readBody(read.value.body);
  return vouched && vouched.genesis === genesis && today <= vouched.until ? vouched.card : null;
}

/** What a vouch says; whether it is true, only `checkVouch` tells. Null where it says nothing that could be. */
export const readVouch = ({ body }: Vouch): Vouched | null => readBody(body);

const signedBytes = (body: string) => concat(utf8('rasti/vouch/1'), utf8(body));

const bodyText = ({ card: { name, organisation, phone, hours, promise }, genesis, until }: Vouched): string =>
  JSON.stringify({ v: 1, card: { name, organisation, phone, hours, promise }, genesis, until });

function readBody(body: string): Vouched | null {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return null;
  }
  const read = parse(bodySchema(), value);
  return read.ok && bodyText(read.value) === body ? read.value : null;
}
