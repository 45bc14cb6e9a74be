import { refuse } from '../domain/schema.ts';
import type { Result } from '../domain/schema.ts';
import type { DeviceCard, Sealed } from '../protocol/sealed.ts';
import { deviceCard } from './keys.ts';
import type { DeviceKeys } from './keys.ts';
import { open, seal } from './seal.ts';
import type { Opened, SealRefusal } from './seal.ts';

/** A device row as far as sealing needs it (domain/person.ts). */
export interface KnownDevice extends DeviceCard {
  readonly person: string;
  readonly state: 'live' | 'left';
}

export interface Sealer {
  /**
   * Seals to every live device of these persons and of the writer's own. `no-device`: one of them has none yet, so there
   * is nobody to seal to; the text stays a draft. Refusals are values: nothing ever goes out unsealed instead.
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

export function createSealer({ person, device, keys, devices }: SealerOptions): Sealer {
  // Opened texts live in the memory of this page only. Opening costs some milliseconds; a thread is drawn many times.
  const opened = new Map<string, Promise<Opened>>();
  return {
    async seal(persons, purpose, payload) {
      const live = devices().filter((one) => one.state === 'live');
      if (persons.some((wanted) => !live.some((one) => one.person === wanted))) return refuse('no-device');
      const to = live.filter((one) => one.person === person || persons.includes(one.person));
      return seal({ to, from: { card: await deviceCard(device, keys), keys }, purpose, payload });
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
