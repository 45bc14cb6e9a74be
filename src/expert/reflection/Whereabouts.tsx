import { reflectionPurpose } from '../../domain/reflection.ts';
import { useExpert } from '../context.ts';
import { coordinatorsIn } from '../people.ts';
import { useSealedTo } from '../sealed-to.ts';
import type { Where } from './view.ts';
import { whereWords } from './words.ts';
import type { Named } from './words.ts';

/** Who can open the copy that was sent, by the devices that it was sealed to; and who has, by person. */
export function useNamed(where: Where, copy: string | null): Named {
  const live = useExpert().engine.live.value;
  const to = useSealedTo(copy === null ? null : live.get('reflection', copy)?.sealed, reflectionPurpose(copy ?? ''));
  const readers = where.kind === 'seen' ? where.by : [];
  const by = coordinatorsIn(live).filter(({ id }) => readers.includes(id)).map(({ name }) => name);
  // It was opened before anybody wrote down by whom: where one alone can open it, it was them.
  return { to, by: where.kind === 'seen' && by.length === 0 && to.length === 1 ? to : by };
}

export function Whereabouts({ where, copy }: { where: Where; copy: string | null }) {
  const { now } = useExpert();
  return <>{whereWords(where, useNamed(where, copy), now.value)}</>;
}
