import type { Bytes } from '../../src/crypto/bytes.ts';
import type { PersonCard } from '../../src/crypto/card.ts';
import { guestBundle, guestDone, guestHello, guestReveal, guestSame, guestWelcome, startGuest } from '../../src/crypto/pairing-guest.ts';
import type { ChainEntry } from '../../src/crypto/chain-entry.ts';
import { hostDone, hostHello, hostWelcome, startHost } from '../../src/crypto/pairing.ts';
import { guestSchema, hostSchema } from '../../src/crypto/pairing-state.ts';
import type { GuestPairing, HostPairing, PairingWhat } from '../../src/crypto/pairing-state.ts';
import { parse } from '../../src/domain/schema.ts';
import { ownedDevice, somebody, written } from './people.ts';
import type { OwnedDevice } from './people.ts';

export const maija: PersonCard = { name: 'Maija', organisation: 'Yhdistys ry', phone: '040 123 4567', hours: 'ma–pe 9–16', promise: 48 };
export const kettu: PersonCard = { name: 'Kettu', organisation: '', phone: '', hours: '', promise: 0 };

export interface Party {
  readonly device: OwnedDevice;
  readonly entries: ChainEntry[];
}

export async function parties(what: PairingWhat = 'channel'): Promise<{ host: Party; guest: Party }> {
  const host = await somebody();
  return { host, guest: what === 'device' ? { device: await ownedDevice(), entries: [] } : await somebody() };
}

/** A pairing as it comes out of the store; null when it is none. */
export function readPairing(stored: unknown): HostPairing | GuestPairing | null {
  const [host, guest] = [parse(hostSchema(), stored), parse(guestSchema(), stored)];
  return host.ok ? host.value : guest.ok ? guest.value : null;
}

/** As an app that is closed and opened again between any two steps. */
export function reopened<T extends HostPairing | GuestPairing>(state: T): T {
  const read = readPairing(JSON.parse(JSON.stringify(state)));
  if (!read || read.role !== state.role) throw new Error('not a stored pairing');
  return { ...state, ...read };
}

export async function begun(code: string, { host }: { host: Party }, what: PairingWhat = 'channel'): Promise<{ state: HostPairing; bytes: Bytes }> {
  return written(await startHost({ what, code, entries: host.entries, by: host.device.card.id, card: maija, vouch: null }));
}

/** The first three steps: both have the digits. */
export async function compared(code: string, both: { host: Party; guest: Party }, what: PairingWhat = 'channel'): Promise<{ host: HostPairing; guest: GuestPairing; steps: Bytes[] }> {
  const bundle = await begun(code, both, what);
  const read = written(await guestBundle(reopened(await startGuest({ code })), bundle.bytes));
  const hello = written(await guestHello(reopened(read), { entries: both.guest.entries, card: kettu, me: both.guest.device }));
  const reveal = written(await hostHello(reopened(bundle.state), hello.bytes));
  const guest = written(await guestReveal(reopened(hello.state), reveal.bytes));
  return { host: reopened(reveal.state), guest: reopened(guest), steps: [bundle.bytes, hello.bytes, reveal.bytes] };
}

/** The last two steps. */
export async function agreed(both: { host: Party; guest: Party }, at: { host: HostPairing; guest: GuestPairing }, payload: object): Promise<{ received: unknown; yes: boolean; host: HostPairing; guest: GuestPairing; steps: Bytes[] }> {
  const welcome = written(await hostWelcome(at.host, { me: both.host.device, payload }));
  const taken = written(await guestWelcome(reopened(guestSame(at.guest)), welcome.bytes, { me: both.guest.device }));
  const done = await guestDone(reopened(taken.state), { me: both.guest.device, yes: true });
  const end = written(await hostDone(reopened(welcome.state), done.bytes));
  return { received: taken.payload, yes: end.yes, host: reopened(end.state), guest: reopened(done.state), steps: [welcome.bytes, done.bytes] };
}
