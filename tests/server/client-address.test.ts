import { describe, expect, it } from 'vitest';
import { clientNetwork, readTrusted } from '../../src/server/client-address.ts';

function networkOf(peer: string, forwarded: string | undefined, proxies = ''): string {
  const trusted = readTrusted(proxies);
  if (!trusted.ok) throw new Error(trusted.problem);
  return clientNetwork(peer, forwarded, trusted.isTrusted);
}

describe('whoever asks is known', () => {
  it.each([
    ['by the connection, where nobody stands between', '198.51.100.4', undefined, '', '198.51.100.4'],
    ['by the connection, whatever a stranger writes', '198.51.100.4', '203.0.113.9', '', '198.51.100.4'],
    ['by a proxy on this machine', '127.0.0.1', '203.0.113.9', '', '203.0.113.9'],
    ['by a proxy on this machine, over both kinds of sockets', '::ffff:127.0.0.1', '203.0.113.9', '', '203.0.113.9'],
    ['by a proxy on this machine with IPv6', '::1', '2001:db8:1:2:3:4:5:6', '', '2001:db8:1:2'],
    ['by a proxy that is named', '10.0.0.7', '203.0.113.9', '10.0.0.7', '203.0.113.9'],
    ['by a proxy that is named, as a socket for both kinds says it', '::ffff:10.0.0.7', '203.0.113.9', '10.0.0.0/24', '203.0.113.9'],
    ['not by a neighbour of that proxy', '10.0.0.8', '203.0.113.9', '10.0.0.7', '10.0.0.8'],
    ['by the last entry, because whoever asks wrote those before it', '10.0.0.7', '192.0.2.1, 203.0.113.9', '10.0.0.7', '203.0.113.9'],
    ['past one proxy after the other', '10.0.0.7', '192.0.2.1, 203.0.113.9, 10.0.0.9', '10.0.0.0/24', '203.0.113.9'],
    ['by the first one that is not ours, whatever it wrote', '10.0.0.7', '10.0.0.1, 203.0.113.9, 10.0.0.9', '10.0.0.0/24', '203.0.113.9'],
    ['by the outermost proxy, where all of them are ours', '10.0.0.7', '10.0.0.9', '10.0.0.0/24', '10.0.0.9'],
    ['without the port that a proxy wrote', '10.0.0.7', '203.0.113.9:4711', '10.0.0.7', '203.0.113.9'],
    ['without the port and the brackets', '10.0.0.7', '[2001:db8:1:2::9]:443', '10.0.0.7', '2001:db8:1:2'],
    ['by whoever passed it on, where it is said to be unknown', '10.0.0.7', 'unknown', '10.0.0.7', '10.0.0.7'],
    ['by whoever passed it on, where nothing is said', '10.0.0.7', '', '10.0.0.7', '10.0.0.7'],
    ['by whoever passed it on, where the end is empty', '10.0.0.7', '203.0.113.9,', '10.0.0.7', '10.0.0.7'],
    ['by a proxy with IPv6 that is named', '2001:db8:aa::7', '203.0.113.9', '2001:db8:aa::/64', '203.0.113.9'],
  ])('%s', (_name, peer, forwarded, proxies, network) => {
    expect(networkOf(peer, forwarded, proxies)).toBe(network);
  });

  it('in a header of ten thousand addresses, too', () => {
    expect(networkOf('10.0.0.7', `${'10.0.0.9,'.repeat(10_000)}10.0.0.9`, '10.0.0.0/24')).toBe('10.0.0.9');
  });
});
