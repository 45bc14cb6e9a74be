import { refuse } from '../domain/schema.ts';
import type { Result } from '../domain/schema.ts';
import { DEVICES_MOST } from '../protocol/sealed.ts';
import type { DeviceCard, Sealed } from '../protocol/sealed.ts';
import { toBase64url } from './base64url.ts';
import { cleanPayload } from './clean.ts';
import { deviceCard, ECDH, ECDSA, fingerprint, importPoint } from './keys.ts';
import type { DeviceKeys } from './keys.ts';
import { openTo, seal } from './seal.ts';
import type { OpenedTo, SealRefusal } from './seal.ts';

/** A device row as far as sealing needs it (domain/person.ts). */
export interface KnownDevice extends DeviceCard {
  readonly person: string;
  readonly state: 'live' | 'left';
  readonly added: string;
}

/** An opened text, and the persons whose devices it was sealed to: its writer among them. */
export type OpenedFor = Extract<OpenedTo, { kind: 'unreadable' }> | (Extract<OpenedTo, { kind: 'opened' }> & { readonly readers: readonly string[] });

export interface Sealer {
  /**
   * Seals to the live devices of these persons and of the writer's own; where there are more than fit, to the newest of
   * each. `no-device`: one of them has none yet, so there is nobody to seal to; the text stays a draft. Refusals are
   * values: nothing ever goes out unsealed instead.
   */
  seal(persons: readonly string[], purpose: string, payload: object): Promise<Result<Sealed, SealRefusal | 'no-device'>>;
  /** Opens what one of these persons wrote, on whichever of their devices, those they have left included. */
  open(sealed: string, purpose: string, from: readonly string[]): Promise<OpenedFor>;
}

export interface SealerOptions {
  readonly person: string;
  readonly device: string;
  readonly keys: DeviceKeys;
  /** The devices that this one trusts, as they are known at the moment of the call (trust.ts): never simply what a server lists. */
  readonly devices: () => readonly KnownDevice[] | Promise<readonly KnownDevice[]>;
}

/** How many devices of others a text can be sealed to; the writing one has a place of its own. */
const OTHERS_MAX = DEVICES_MOST - 1;

export function createSealer({ person, device, keys, devices }: SealerOptions): Sealer {
  // Opened texts live in the memory of this page only. Opening costs some milliseconds; a thread is drawn many times.
  const opened = new Map<string, Promise<OpenedTo>>();

  /** Usable devices of somebody, the newest first; not this one. */
  async function devicesOf(known: readonly KnownDevice[], someone: string): Promise<KnownDevice[]> {
    const live = known.filter((one) => one.person === someone && one.state === 'live' && one.id !== device);
    const usable = await Promise.all(live.map(async (one) => (await importPoint(one.enc, ECDH)) !== null && (await importPoint(one.sig, ECDSA)) !== null));
    return live.filter((_, index) => usable[index]).sort((a, b) => (a.added < b.added ? 1 : -1));
  }

  async function readersOf(known: readonly KnownDevice[], to: readonly string[]): Promise<string[]> {
    const prints = await Promise.all(known.map(fingerprint));
    const theirs = known.filter((_, index) => to.includes(toBase64url(prints[index] ?? new Uint8Array())));
    const mine = await fingerprint(await deviceCard(device, keys));
    return [...new Set([...(mine && to.includes(toBase64url(mine)) ? [person] : []), ...theirs.map((one) => one.person)])];
  }

  return {
    async seal(persons, purpose, payload) {
      const known = await devices();
      const others = await Promise.all([...new Set(persons)].filter((one) => one !== person).map((one) => devicesOf(known, one)));
      if (others.some((theirs) => theirs.length === 0)) return refuse('no-device');
      const to = inTurns([...others, await devicesOf(known, person)], OTHERS_MAX);
      // One's own other devices may go short; somebody it was written to may not.
      if (others.some((theirs) => !theirs.some((one) => to.includes(one)))) return refuse('too-many-devices');
      const clean = cleanPayload(payload);
      if (typeof clean !== 'object' || clean === null) throw new TypeError('a payload is an object');
      return seal({ to, from: { card: await deviceCard(device, keys), keys }, purpose, payload: clean });
    },
    async open(sealed, purpose, from) {
      const key = `${purpose} ${sealed}`;
      const known = await devices();
      // What could not be opened is tried again: the writer's device may have become known since. This device knows
      // itself before the server has told it of its own row.
      const before = await opened.get(key);
      const senders: DeviceCard[] = known.filter((one) => from.includes(one.person));
      if (from.includes(person)) senders.push(await deviceCard(device, keys));
      const trying = before?.kind === 'opened' ? Promise.resolve(before) : openTo({ sealed, me: { keys }, purpose, senders });
      opened.set(key, trying);
      const done = await trying;
      return done.kind === 'opened' ? { ...done, readers: await readersOf(known, done.to) } : done;
    },
  };
}

/** From each list in turn, at most so many: nobody's old telephones push out somebody else's only one. */
function inTurns(lists: readonly (readonly KnownDevice[])[], most: number): KnownDevice[] {
  const taken: KnownDevice[] = [];
  for (let turn = 0; taken.length < most && lists.some((list) => turn < list.length); turn += 1) {
    for (const list of lists) {
      const one = list[turn];
      if (one && taken.length < most) taken.push(one);
    }
  }
  return taken;
}
