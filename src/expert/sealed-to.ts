import { usePromise } from '../ui/use-promise.ts';
import type { Expert } from './context.ts';
import { useExpert } from './context.ts';
import { coordinatorsIn } from './people.ts';

/** Names of the coordinators whose devices one's own text was sealed to. None where it does not open here: nobody is guessed. */
export async function sealedTo({ engine, sealer }: Pick<Expert, 'engine' | 'sealer'>, sealed: string, purpose: string): Promise<readonly string[]> {
  const opened = await (await sealer()).open(sealed, purpose, [engine.me.by]);
  const readers = opened.kind === 'opened' ? opened.readers : [];
  return coordinatorsIn(engine.live.value).filter(({ id }) => readers.includes(id)).map(({ name }) => name);
}

/** The same, once it is known. `sealed`: null for nothing. */
export function useSealedTo(sealed: string | null | undefined, purpose: string): readonly string[] {
  const expert = useExpert();
  return usePromise(`${purpose} ${sealed ?? ''}`, async () => (sealed ? sealedTo(expert, sealed, purpose).catch(() => []) : [])) ?? [];
}
