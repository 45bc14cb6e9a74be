import { useEffect, useState } from 'preact/hooks';
import type { Live } from '../client/state.ts';
import type { KnownDevice } from '../crypto/sealer.ts';
import type { Verdict } from '../crypto/trust/trust.ts';
import type { Person } from '../domain/person.ts';
import type { Expert } from './context.ts';
import { useExpert } from './context.ts';
import { pinsKey } from './draft-keys.ts';
import { coordinatorsIn } from './people.ts';

/** Which coordinators can open what is sealed now: those who have a device that this phone trusts. And who cannot. */
export interface Readers {
  /** Whom it is addressed to: those who can open it. All of them where none can, so that sealing says so. */
  readonly to: readonly Person[];
  readonly can: readonly Person[];
  readonly cannot: readonly Person[];
}

export function readersAmong(live: Live, devices: readonly KnownDevice[]): Readers {
  const hasDevice = ({ id }: Person): boolean => devices.some((device) => device.person === id && device.state === 'live');
  const all = coordinatorsIn(live);
  const [can, cannot] = [all.filter(hasDevice), all.filter((person) => !hasDevice(person))];
  return { to: can.length > 0 ? can : cannot, can, cannot };
}

/** To whom something for the coordinators is sealed, by id. */
export async function coordinatorReaders(expert: Expert): Promise<string[]> {
  const live = expert.engine.live.value;
  return readersAmong(live, (await (await expert.trust()).look()).devices).to.map(({ id }) => id);
}

/** What this phone makes of everybody's devices; undefined until it has looked. It looks again when a row of a device comes. */
export function useVerdict(): Verdict | undefined {
  const { engine, trust } = useExpert();
  const [verdict, setVerdict] = useState<Verdict>();
  const live = engine.live.value;
  const key = JSON.stringify([live.all('device').map(({ id, state }) => [id, state]), live.all('chain').map(({ entries }) => entries.length), engine.sync.syncedAt.value !== null, engine.drafts.all.value.get(pinsKey)]);
  useEffect(() => {
    let wanted = true;
    // The code did not come: nothing is said of devices now, and nothing is sealed without it.
    void trust().then((it) => it.look()).then((found) => wanted && setVerdict(found), () => undefined);
    return () => {
      wanted = false;
    };
  }, [key]);
  return verdict;
}

/** Who reads what is sent to the coordinators now. Before this phone has looked, those who have any device. */
export function useReaders(): Readers {
  const live = useExpert().engine.live.value;
  return readersAmong(live, useVerdict()?.devices ?? live.all('device'));
}
