import { refuse } from '../domain/schema.ts';
import type { Result } from '../domain/schema.ts';
import { DEVICES_MAX } from '../protocol/sealed.ts';
import type { DeviceCard, Sealed } from '../protocol/sealed.ts';
import { cleanPayload } from './clean.ts';
import { deviceCard, ECDH, ECDSA, importPoint } from './keys.ts';
import type { DeviceKeys } from './keys.ts';
import { open, seal } from './seal.ts';
import type { Opened, SealRefusal } from './seal.ts';

/** A device row as far as sealing needs it (domain/person.ts). */
export interface KnownDevice extends DeviceCard {
  readonly person: string;
  readonly state: 'live' | 'left';
  readonly added: string;
}

export interface Sealer {
  /**
   * Seals to the live devices of these persons and of the writer's own; where there are more than fit, to the newest of
   * each. `no-device`: one of them has none yet, so there is nobody to seal to; the text stays a draft. Refusals are
   * values: nothing ever goes out unsealed instead.
   */
  seal(persons: readonly string[], purpose: string, payload: object): Promise<Result<Sealed, SealRefusal | 'no-device'>>;
  /** Opens what one of these persons wrote, on whichever of their devices, those they have left included. */
  open(sealed: string, purpose: string, from: readonly string[]): Promise<Opened>;
}

export interface SealerOptions {
  readonly person: string;
  readonly device: string;
  readonly keys: DeviceKeys;
  /** The devices as they are known at the moment of the call. */
  readonly devices: () => readonly KnownDevice[];
}

/** How many devices of others a text can be sealed to; the writing one has a place of its own. */
const OTHERS_MAX = DEVICES_MAX - 1;

export function createSealer({ person, device, keys, devices }: SealerOptions): Sealer {
  // Opened texts live in the memory of this page only. Opening costs some milliseconds; a thread is drawn many times.
  const opened = new Map<string, Promise<Opened>>();

  /** Usable devices of somebody, the newest first; not this one. */
  async function devicesOf(someone: string): Promise<KnownDevice[]> {
    const live = devices().filter((one) => one.person === someone && one.state === 'live' && one.id !== device);
    const usable = await Promise.all(live.map(async (one) => (await importPoint(one.enc, ECDH)) !== null && (await importPoint(one.sig, ECDSA)) !== null));
    return live.filter((_, index) => usable[index]).sort((a, b) => (a.added < b.added ? 1 : -1));
  }

  return {
    async seal(persons, purpose, payload) {
      const others = await Promise.all([...new Set(persons)].filter((one) => one !== person).map(devicesOf));
      if (others.some((theirs) => theirs.length === 0)) return refuse('no-device');
      const to = inTurns([...others, await devicesOf(person)], OTHERS_MAX);
      // One's own other devices may go short; somebody it was written to may not.
      if (others.some((theirs) => !theirs.some((one) => to.includes(one)))) return refuse('too-many-devices');
      const clean = cleanPayload(payload);
      if (typeof clean !== 'object' || clean === null) throw new TypeError('a payload is an object');
      return seal({ to, from: { card: await deviceCard(device, keys), keys }, purpose, payload: clean });
    },
    async open(sealed, purpose, from) {
      const key = `${purpose} ${sealed}`;
      const known = await opened.get(key);
      if (known?.kind === 'opened') return known;
      // What could not be opened is tried again: the writer's device may have become known since. This device knows
      // itself before the server has told it of its own row.
      const senders: DeviceCard[] = devices().filter((one) => from.includes(one.person));
      if (from.includes(person)) senders.push(await deviceCard(device, keys));
      const trying = open({ sealed, me: { keys }, purpose, senders });
      opened.set(key, trying);
      return trying;
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
