import { fromBase64url, toBase64url } from '../crypto/base64url.ts';
import { sha256, utf8 } from '../crypto/bytes.ts';
import { extendChain, keptEntries } from '../crypto/chain.ts';
import type { Chain } from '../crypto/chain.ts';
import { chainEntriesSchema } from '../crypto/chain-form.ts';
import { openBytes, sealBytes } from '../crypto/envelope.ts';
import { openSheet, sealSheet, sheetOf } from '../crypto/recovery.ts';
import type { Sheet } from '../crypto/recovery.ts';
import { boolean, literal, object, ok, parse, refuse, string } from '../domain/schema.ts';
import type { Infer, Result } from '../domain/schema.ts';
import { essenceOf, readCarried } from './carried.ts';
import type { Carried } from './carried.ts';
import type { Core, Me } from './core.ts';
import type { KeepProblem, Keeper, Place } from './meet.ts';
import { signerOf } from './devices.ts';
import { bytesOf } from './own-bytes.ts';
import type { Self } from './records.ts';

// Where the devices of one person meet: pages at the mailbox, kept like recovery sheets, under a code that only they have.
// Each page: one's list of devices, and a share of what is carried, sealed to the devices on that list and signed by one
// of them. A device that was taken off still finds the place, and can open nothing that was put there since.

const pageSchema = object({ v: literal(1), entries: chainEntriesSchema(), isLast: boolean(), essence: string(), sealed: string() });
type Page = Infer<typeof pageSchema>;

/** Sizes of the sealed part; with a dozen entries beside it, the largest just fits a page. */
export const SIZES = [4_096, 8_192, 12_288] as const;
const PAGES_MAX = 16;

const purposeOf = (genesis: string): string => `own:${genesis}`;
export const placeOf = ({ id, token }: Pick<Sheet, 'id' | 'token'>): Place => ({ id: bytesOf(id), token: bytesOf(token) });
/** Two devices that would put the same there have the same. */
export const essenceDigest = async (carried: Carried, { chain }: Pick<Self, 'chain'>): Promise<string> => toBase64url(await sha256(utf8(chain.head + essenceOf(carried))));

export interface Pages {
  /** What could be opened, and which device put it there; null where nothing could. */
  readonly found: { readonly carried: Carried; readonly by: string } | null;
  /** Empty where not everything could be read. */
  readonly essence: string;
  readonly chain: Chain;
  readonly entries: Self['entries'];
}

/** Reads all pages. Null where there are none yet. `chain`: the newest that they tell of, of devices that go on from `known`. */
export async function readPages(keeper: Keeper, code: string, known: Pick<Self, 'chain' | 'entries'>, keys: Me['keys']): Promise<Result<Pages | null, KeepProblem>> {
  let { chain, entries } = known;
  let essence = '';
  let threads: Carried['threads'] = [];
  let found: Pages['found'] = null;
  for (let at = 0; at < PAGES_MAX; at += 1) {
    const sheet = await sheetOf(`${code}/${at}`);
    const there = await keeper.read(placeOf(sheet), 0);
    if (!there.ok && there.reason === 'gone') return at === 0 ? ok(null) : ok({ found, essence: '', chain, entries });
    if (!there.ok) return there;
    const page = await readPage(sheet, there.value);
    const extended = page && (await extendChain(chain, page.entries));
    // A page by somebody who does not know of us any more, or lies: as good as none.
    if (!page || !extended || extended.kind === 'broken' || extended.kind === 'gap') return ok({ found, essence: '', chain, entries });
    // A page may hold the end of the list only: what is known here stays.
    if (extended.kind === 'grown') [chain, entries] = [extended.chain, keptEntries([...entries, ...page.entries.filter(({ body }) => !entries.some((one) => one.body === body))])];
    const sealed = fromBase64url(page.sealed);
    const opened = sealed && (await openBytes(sealed, { me: { keys }, purpose: purposeOf(chain.genesis), senders: chain.live }));
    const share = opened?.kind === 'opened' ? readCarried(opened.payload) : null;
    if (!share || opened?.kind !== 'opened') return ok({ found, essence: '', chain, entries });
    threads = [...threads, ...share.threads];
    found = { by: opened.from, carried: { ...share, threads } };
    essence = page.essence;
    if (page.isLast) break;
  }
  return ok({ found, essence, chain, entries });
}

async function readPage(sheet: Sheet, bytes: Uint8Array | null): Promise<Page | null> {
  const opened = bytes && (await openSheet(sheet, bytes));
  const page = opened && parse(pageSchema, opened.value);
  return page?.ok ? page.value : null;
}

/** Writes all pages, sealed to the devices of `self`. `tickets`: asked for only where a page is new. */
export async function writePages(keeper: Keeper, tickets: Core['tickets'], code: string, me: Me, carried: Carried): Promise<Result<string, KeepProblem>> {
  const { self } = me;
  const from = await signerOf(me);
  const to = self.chain.live.filter(({ id }) => id !== self.id);
  const essence = await essenceDigest(carried, self);
  const pageOf = async (share: Carried, at: number, isLast: boolean): Promise<{ sheet: Sheet; bytes: Uint8Array } | null> => {
    const sealed = await sealBytes({ to, from, purpose: purposeOf(self.chain.genesis), payload: share }, SIZES);
    if (!sealed.ok) return null;
    const sheet = await sheetOf(`${code}/${at}`);
    const page: Page = { v: 1, entries: [...self.entries], isLast, essence, sealed: toBase64url(sealed.value) };
    const bytes = await sealSheet(sheet, page);
    return bytes && { sheet, bytes };
  };
  let spare: string[] = [];
  let rest = carried.threads;
  for (let at = 0; at < PAGES_MAX; at += 1) {
    let size = rest.length;
    let page = await pageOf({ ...carried, threads: rest }, at, true);
    while (!page && size > 0) {
      size = Math.floor(size / 2);
      page = await pageOf({ ...carried, threads: rest.slice(0, size) }, at, size === rest.length);
    }
    if (!page || (size === 0 && rest.length > 0)) throw new Error('one channel does not fit a page');
    let written = await keeper.write(placeOf(page.sheet), 0, page.bytes);
    if (!written.ok && written.reason === 'gone') {
      if (spare.length === 0) {
        const more = await tickets('meet');
        if (!more.ok) return more;
        spare = more.value;
      }
      const [ticket, ...others] = spare;
      spare = others;
      written = await keeper.write(placeOf(page.sheet), 0, page.bytes, ticket === undefined ? undefined : bytesOf(ticket));
    }
    if (!written.ok) return written;
    rest = rest.slice(size);
    if (rest.length === 0) return ok(essence);
  }
  return refuse('taken');
}
