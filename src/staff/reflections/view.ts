import type { Live } from '../../client/state.ts';
import { reflectionSchema } from '../../crypto/message.ts';
import type { ReflectionText } from '../../crypto/message.ts';
import type { Sealer } from '../../crypto/sealer.ts';
import { reflectionPurpose } from '../../domain/reflection.ts';
import type { Reflection } from '../../domain/reflection.ts';
import { parse } from '../../domain/schema.ts';
import { compareCodes } from '../../domain/compare.ts';

/** What was sent, newest first. A withdrawn one is only a line. */
export function thoughtsIn(live: Live): readonly Reflection[] {
  return [...live.all('reflection')].sort((a, b) => compareCodes(b.sent, a.sent));
}

/** What stands in it; null where it does not open on this device. */
export async function openThought(sealer: Sealer, thought: Reflection): Promise<ReflectionText | null> {
  if (thought.sealed === null) return null;
  const opened = await sealer.open(thought.sealed, reflectionPurpose(thought.id), [thought.person]);
  if (opened.kind !== 'opened') return null;
  const payload = parse(reflectionSchema, opened.payload);
  return payload.ok ? payload.value : null;
}
