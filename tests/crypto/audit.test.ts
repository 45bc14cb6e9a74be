import { describe, expect, it } from 'vitest';
import { concat, utf8 } from '../../src/crypto/bytes.ts';
import { keptEntries } from '../../src/crypto/chain.ts';
import { guestBundle, guestHello, guestReveal, startGuest } from '../../src/crypto/pairing-guest.ts';
import { createPairingCode } from '../../src/crypto/pairing-code.ts';
import { hostHello } from '../../src/crypto/pairing.ts';
import { hashSteps, sealStep } from '../../src/crypto/pairing-steps.ts';
import { bytesOf } from './devices.ts';
import { begun, kettu, parties } from './pairs.ts';
import { forgedEntry, somebody, withRotation, written } from './people.ts';

describe('whoever is in the middle with the code', () => {
  it('cannot choose the digits by writing the nonce in another way', async () => {
    const code = createPairingCode();
    const both = await parties();
    const host = await begun(code, both);
    const hello = written(await guestHello(written(await guestBundle(await startGuest({ code }), host.bytes)), { entries: both.guest.entries, card: kettu, me: both.guest.device }));
    const honest = written(await hostHello(host.state, hello.bytes)).state.digits;
    const seen = new Set<string | null>();
    for (const spaces of ['', ' ', '\t', '\n', ' \t', '\n\n\n']) {
      // The same JSON to whoever reads it, in a block of deflate that is not compressed.
      const json = utf8(`{"v":1,"nonce":"${host.state.nonce}"${spaces}}`);
      const block = concat(Uint8Array.of(1, json.length & 255, json.length >> 8, ~json.length & 255, (~json.length >> 8) & 255), json);
      const reveal = written(await sealStep(bytesOf(hello.state.root), 2, await hashSteps(hello.state.sealed.map(bytesOf)), block));
      seen.add((await guestReveal(hello.state, reveal))?.digits ?? null);
    }
    seen.delete(null);
    expect([...seen]).toEqual([honest]);
  });
});

describe('a list of devices', () => {
  it('does not grow when a device says one change of its key in many ways', async () => {
    const { device, entries } = await somebody();
    const changed = await withRotation(entries, device);
    const again = await Promise.all(['2026-11-23', '2026-11-24', '2026-11-25'].map((at) => forgedEntry(changed.entries[1], { at }, device)));
    expect(keptEntries([...changed.entries, ...again])).toEqual(changed.entries);
  });
});
