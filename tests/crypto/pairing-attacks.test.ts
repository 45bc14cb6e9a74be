import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPairingCode } from '../../src/crypto/pairing-code.ts';
import { digitsOf, hashSteps, openStep, sealStep } from '../../src/crypto/pairing-steps.ts';
import { guestBundle, guestDone, guestHello, guestReveal, guestSame, guestWelcome, startGuest } from '../../src/crypto/pairing-guest.ts';
import { hostDone, hostHello, hostWelcome } from '../../src/crypto/pairing.ts';
import { bytesOf } from './devices.ts';
import { flipped } from './flips.ts';
import { begun, compared, kettu, parties } from './pairs.ts';
import { written } from './people.ts';

const payload = { channel: 'A'.repeat(22), secret: 'B'.repeat(43), text: 'ä👋' };

describe('a man in the middle who knows the code', () => {
  it('gets through the first three steps, but then the digits differ', async () => {
    const code = createPairingCode();
    const [real, his] = [await parties(), await parties()];
    // To the guest he is the host, with a list of his own under the host's name; to the host he is the guest.
    const fromHost = await begun(code, real);
    const asHost = await begun(code, his);
    const victim = written(await guestHello(written(await guestBundle(await startGuest({ code }), asHost.bytes)), { entries: real.guest.entries, card: kettu, me: real.guest.device }));
    const asGuest = written(await guestHello(written(await guestBundle(await startGuest({ code }), fromHost.bytes)), { entries: his.guest.entries, card: kettu, me: his.guest.device }));
    const toHost = written(await hostHello(fromHost.state, asGuest.bytes));
    const toGuest = written(await hostHello(asHost.state, victim.bytes));
    const guest = written(await guestReveal(victim.state, toGuest.bytes));
    expect(guest.digits).not.toBe(toHost.state.digits);
    expect([guest.digits, toHost.state.digits].every((digits) => /^\d{3} \d{3} \d{3}$/.test(digits ?? ''))).toBe(true);
  });

  it('who lets the two talk and steps in afterwards can neither read the welcome nor make one, nor say yes', async () => {
    const code = createPairingCode();
    const [both, his] = [await parties(), await parties()];
    const at = await compared(code, both);
    const welcome = written(await hostWelcome(at.host, { me: both.host.device, payload }));
    const [mine, theirs] = [his.guest.device, guestSame(at.guest)];
    expect(await guestWelcome(theirs, welcome.bytes, { me: mine })).toBeNull();
    const forged = written(await hostWelcome(at.host, { me: his.host.device, payload }));
    expect(await guestWelcome(theirs, forged.bytes, { me: both.guest.device })).toBeNull();
    const inHostsName = { ...his.host.device, card: { ...his.host.device.card, id: both.host.device.card.id } };
    expect(await guestWelcome(theirs, written(await hostWelcome(at.host, { me: inHostsName, payload })).bytes, { me: both.guest.device })).toBeNull();
    const yes = await guestDone({ ...theirs, steps: 4, welcome: welcome.state.welcome }, { me: mine, yes: true });
    expect(await hostDone(welcome.state, yes.bytes)).toBeNull();
    // A yes before there was a welcome.
    const early = await guestDone({ ...theirs, steps: 4, welcome: null }, { me: both.guest.device, yes: true });
    expect(await hostDone(at.host, early.bytes)).toBeNull();
    expect(await hostDone(welcome.state, early.bytes)).toBeNull();
  });

  it('who shows the host\'s own list, vouched for and all, still has other digits and no welcome', async () => {
    const code = createPairingCode();
    const [both, his] = [await parties(), await parties()];
    const real = await begun(code, both);
    const borrowed = await begun(code, both);
    const hello = written(await guestHello(written(await guestBundle(await startGuest({ code }), borrowed.bytes)), { entries: both.guest.entries, card: kettu, me: both.guest.device }));
    const reveal = written(await hostHello(borrowed.state, hello.bytes));
    const guest = written(await guestReveal(hello.state, reveal.bytes));
    // The real host has read the same hello, re-sealed for it by whoever is in the middle.
    const content = written(await openStep(bytesOf(real.state.root), 1, await hashSteps([borrowed.bytes]), hello.bytes));
    const moved = written(await sealStep(bytesOf(real.state.root), 1, await hashSteps([real.bytes]), content));
    const host = written(await hostHello(real.state, moved)).state;
    expect(host.digits).not.toBe(guest.digits);
    const inHostsName = { ...his.host.device, card: { ...his.host.device.card, id: both.host.device.card.id } };
    const forged = written(await hostWelcome(reveal.state, { me: inHostsName, payload }));
    expect(await guestWelcome(guestSame(guest), forged.bytes, { me: both.guest.device })).toBeNull();
    // Nor does the real host's welcome fit what the guest has read.
    const welcome = written(await hostWelcome(host, { me: both.host.device, payload }));
    expect(await guestWelcome(guestSame(guest), welcome.bytes, { me: both.guest.device })).toBeNull();
  });

  it('has one chance in a thousand million: any difference in what the two have read gives other digits', async () => {
    const content = fc.uint8Array({ minLength: 1, maxLength: 200 }).map((bytes) => new Uint8Array(bytes));
    const seen = new Set<string>();
    await fc.assert(fc.asyncProperty(content, content, content, fc.nat(), fc.nat({ max: 2 }), async (a, b, c, at, which) => {
      const contents = [a, b, c];
      const digits = await digitsOf(contents);
      expect(digits).toMatch(/^\d{3} \d{3} \d{3}$/);
      seen.add(digits);
      const other = contents.map((each, index) => (index === which ? flipped(each, at % (each.length * 8)) : each));
      expect(await digitsOf(other)).not.toBe(digits);
      // A byte moved from one step to the next is another reading too.
      expect(await digitsOf([a.slice(0, -1), new Uint8Array([...a.slice(-1), ...b]), c])).not.toBe(digits);
    }), { numRuns: 500 });
    expect(seen.size).toBeGreaterThan(400);
  });
});
