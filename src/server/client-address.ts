import { BlockList, isIPv4, isIPv6 } from 'node:net';
import { networkOf } from '../mailbox/network.ts';

/** Whether an address is one of our own proxies. */
export type IsTrusted = (address: string) => boolean;

/** No chain of proxies is longer; what stands further left was written by whoever asks. */
const mostHops = 16;

/**
 * The network of whoever asks, for counting tries. `peer`: the other end of the connection; `forwarded`: what
 * `x-forwarded-for` says. Each proxy adds at its end whom it heard from, so the list is read from the right, and only as
 * long as the one who wrote is ours: anybody can send a list that begins with somebody else's address.
 */
export function clientNetwork(peer: string, forwarded: string | undefined, isTrusted: IsTrusted): string {
  let address = peer;
  let rest = forwarded ?? '';
  for (let hop = 0; hop < mostHops && rest !== '' && isTrusted(address); hop += 1) {
    const comma = rest.lastIndexOf(',');
    const said = addressIn(rest.slice(comma + 1));
    // "unknown", or a name: then all that is known is who passed it on.
    if (said === undefined) break;
    address = said;
    rest = comma < 0 ? '' : rest.slice(0, comma);
  }
  return networkOf(address);
}

/** An address without the port that some proxies write behind it. */
function addressIn(entry: string): string | undefined {
  const text = entry.trim().slice(0, 64);
  const inBrackets = text.startsWith('[') ? text.slice(1).split(']')[0] : undefined;
  const candidate = inBrackets ?? (text.split(':').length === 2 ? text.split(':')[0] : text) ?? '';
  return isIPv4(candidate) || isIPv6(candidate) ? candidate : undefined;
}

/** A list of networks, `10.0.0.0/8` or a single address; a problem where one is none, or would let strangers in. */
export type TrustedResult = { readonly ok: true; readonly isTrusted: IsTrusted } | { readonly ok: false; readonly problem: string };

// Whole continents are behind fewer bits than these: whoever trusts them trusts what anybody writes.
const fewestBits = { ipv4: 8, ipv6: 16 } as const;
// ::ffff:0:0/96 and what holds it: every IPv4 address there is.
const mappedBits = 96;

/** Proxies whose word about addresses counts, by addresses and networks with commas between. A proxy on this machine always does. */
export function readTrusted(text: string): TrustedResult {
  const trusted = new BlockList();
  trusted.addSubnet('127.0.0.0', 8, 'ipv4');
  trusted.addAddress('::1', 'ipv6');
  for (const entry of text.split(',').map((one) => one.trim()).filter(Boolean)) {
    const [address = '', bits, ...more] = entry.split('/');
    const family = isIPv4(address) ? 'ipv4' : isIPv6(address) && !address.includes('%') ? 'ipv6' : undefined;
    const longest = family === 'ipv4' ? 32 : 128;
    const prefix = bits === undefined ? longest : /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN;
    if (family === undefined || more.length > 0 || !(prefix <= longest)) return { ok: false, problem: `"${entry}" is no address and no network` };
    if (prefix < fewestBits[family] || (family === 'ipv6' && prefix <= mappedBits && isWithin('::ffff:0:0', address, prefix))) return { ok: false, problem: `"${entry}" would trust strangers` };
    if (isUnspecified(address)) return { ok: false, problem: `"${entry}" is no address of a proxy` };
    trusted.addSubnet(address, prefix, family);
  }
  return { ok: true, isTrusted: (address) => (isIPv4(address) ? trusted.check(address, 'ipv4') : isIPv6(address) && trusted.check(address.split('%')[0] ?? '', 'ipv6')) };
}

function isWithin(address: string, network: string, prefix: number): boolean {
  const list = new BlockList();
  list.addSubnet(network, prefix, 'ipv6');
  return list.check(address, 'ipv6');
}

const isUnspecified = (address: string): boolean => address === '0.0.0.0' || (isIPv6(address) && networkOf(address) === '0:0:0:0' && isWithin(address, '::', 128));
