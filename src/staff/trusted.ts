import { useEffect, useState } from 'preact/hooks';
import type { Verdict } from '../crypto/trust/trust.ts';
import { useStaff } from './context.ts';

/** Under this key a desk keeps which devices it trusts. */
export const pinsKey = 'pins';

/** What this desk makes of everybody's devices; undefined until it has looked. It looks again when a row of a device comes. */
export function useVerdict(): Verdict | undefined {
  const { engine, trust } = useStaff();
  const [verdict, setVerdict] = useState<Verdict>();
  const live = engine.live.value;
  const key = JSON.stringify([live.all('device').map(({ id, state }) => [id, state]), live.all('chain').map(({ entries }) => entries.length), engine.sync.syncedAt.value !== null, engine.drafts.all.value.get(pinsKey)]);
  useEffect(() => {
    let wanted = true;
    void trust().then((it) => it.look()).then((found) => wanted && setVerdict(found), () => undefined);
    return () => {
      wanted = false;
    };
  }, [key]);
  return verdict;
}
