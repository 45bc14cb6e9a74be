import { isIPv4, isIPv6 } from 'node:net';

/**
 * The network that an address stands for where tries are counted: an IPv4 address by itself, and the /64 of an IPv6 one,
 * all of which one household or phone has (RFC 6177). However it is written, the same network gives the same text; what is
 * no address stands for itself.
 */
export function networkOf(address: string): string {
  if (isIPv4(address)) return address;
  if (!isIPv6(address)) return address.slice(0, 64);
  const groups = groupsOf(address);
  const [high = 0, low = 0] = groups.slice(6);
  // ::ffff:192.0.2.1 is an IPv4 address, as a socket for both kinds says it.
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xff_ff) return [high >> 8, high & 255, low >> 8, low & 255].join('.');
  return groups.slice(0, 4).map((group) => group.toString(16)).join(':');
}

/** The eight numbers of an IPv6 address. */
export function groupsOf(address: string): readonly number[] {
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::');
  const [first, last] = [numbersIn(head), numbersIn(tail ?? '')];
  return tail === undefined ? first : [...first, ...Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => 0), ...last];
}

function numbersIn(text: string): readonly number[] {
  if (text === '') return [];
  return text.split(':').flatMap((part) => {
    const bytes = part.split('.').map(Number);
    const [a = 0, b = 0, c = 0, d = 0] = bytes;
    return bytes.length === 4 ? [a * 256 + b, c * 256 + d] : [Number.parseInt(part, 16)];
  });
}
