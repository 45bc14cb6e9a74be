import { base64url, list, object, parse, record, string } from '../../domain/schema.ts';
import type { Infer } from '../../domain/schema.ts';
import { extendChain, readChain } from '../chain.ts';
import type { Chain } from '../chain.ts';
import { chainSchema } from '../chain-form.ts';

// Which devices of a person this device trusts. A server lists devices; what makes one of them somebody's own is that it
// was there when the person was first seen, that a device of theirs signed it in (chain.ts), or that somebody here said so.
// A device goes by the fingerprint of its keys, whatever id its row has.

const prints = () => list(base64url(22));
const pinSchema = /* @__NO_SIDE_EFFECTS__ */ () => object({
  /** There when the person was first seen. */
  known: prints(),
  /** Said here to be theirs; and said not to be, or not asked about again. */
  yes: prints(), no: prints(),
  /** Left once: whoever lists it as live again has to ask. */
  gone: prints(),
  /** The lists of theirs that a trusted device is on, as far as they were seen. */
  chains: list(chainSchema()),
});
export type Pin = Infer<ReturnType<typeof pinSchema>>;
export type Pins = Readonly<Record<string, Pin>>;

export function readPins(stored: unknown): Pins {
  const pins = parse(record(string(), pinSchema()), stored);
  return pins.ok ? pins.value : {};
}

/** One device as the server lists it, under its fingerprint. */
export interface Listed {
  readonly print: string;
  readonly state: 'live' | 'left';
}

/** Is this device one to seal to? */
export const isTrusted = ({ known, yes, gone, chains }: Pin, print: string): boolean =>
  yes.includes(print) || (!gone.includes(print) && (known.includes(print) || chains.some(({ live }) => live.some(({ id }) => id === print))));

/** Was it ever one, so that what it wrote then counts? */
export const wasTrusted = (pin: Pin, print: string): boolean =>
  isTrusted(pin, print) || pin.gone.includes(print) || pin.chains.some(({ past }) => past.some(({ id }) => id === print));

const isLive = (listed: readonly Listed[], print: string): boolean => listed.some((one) => one.print === print && one.state === 'live');

/** The first sight of a person: all of it is taken as it is. Of oneself there is only this device, `self`. */
export function firstSight(listed: readonly Listed[], self: string | null): Pin {
  const all = [...new Set(listed.map(({ print }) => print))];
  const known = self === null ? all.filter((print) => isLive(listed, print)) : [self];
  return { known, yes: [], no: [], gone: self === null ? all.filter((print) => !known.includes(print)) : [], chains: [] };
}

/**
 * Takes in the person's lists. One that is known may only go on from where it was; whatever else comes under its beginning
 * changes nothing. Another counts where a device that is trusted is on it: no device is on a list that it has not signed.
 */
export async function withChains(pin: Pin, lists: readonly unknown[]): Promise<Pin> {
  let { chains } = pin;
  for (const entries of lists) {
    const read = await readChain(entries);
    if (!read) continue;
    const known = chains.find(({ genesis }) => genesis === read.genesis);
    if (known) {
      const extended = await extendChain(known, entries);
      if (extended.kind === 'grown') chains = chains.map((one) => (one === known ? plain(extended.chain) : one));
    } else if (read.live.some(({ id }) => isTrusted({ ...pin, chains }, id))) {
      chains = [...chains, plain(read)];
    }
  }
  return chains === pin.chains ? pin : { ...pin, chains };
}

/** What has left is remembered: a list that is put back, by mistake or not, brings no closed device back. */
export function withLeft(pin: Pin, listed: readonly Listed[], self: string | null): Pin {
  const left = listed.filter(({ print }) => print !== self && !isLive(listed, print) && isTrusted(pin, print)).map(({ print }) => print);
  const removed = pin.chains.flatMap(({ past }) => past.map(({ id }) => id)).filter((id) => id !== self && !pin.yes.includes(id));
  const gone = [...new Set([...pin.gone, ...left, ...removed])];
  if (gone.length === pin.gone.length && left.length === 0) return pin;
  return { ...pin, gone, yes: pin.yes.filter((print) => !left.includes(print)) };
}

/** What somebody here says of devices that nothing explains. */
export function withWord(pin: Pin, said: readonly string[], isTheirs: boolean): Pin {
  const [yes, no] = [pin.yes, pin.no].map((list) => list.filter((print) => !said.includes(print))) as [string[], string[]];
  return { ...pin, yes: isTheirs ? [...yes, ...said] : yes, no: isTheirs ? no : [...no, ...said] };
}

// Lists of a chain are read-only where they are worked with, and plain where they are stored.
const plain = ({ genesis, seq, head, links, live, past }: Chain): Pin['chains'][number] => ({ genesis, seq, head, links: [...links], live: [...live], past: [...past] });
