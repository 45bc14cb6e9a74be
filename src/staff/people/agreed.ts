import { list, object, parse, string } from '../../domain/schema.ts';
import type { Infer } from '../../domain/schema.ts';
import { dayOf } from '../../domain/time.ts';
import type { StaffEngine } from '../context.ts';

/** What was agreed on this device, with the day in Helsinki. */
const agreedSchema = list(object({ contact: string(), day: string() }));
export type Agreed = Infer<typeof agreedSchema>[number];

const agreedKey = (expert: string): string => `agreed:${expert}`;

/**
 * The contact persons whom this coordinator marked as agreed for a young person, here. The row of a channel is for its two
 * people alone, so that nobody on the team can see it even change: this memory is all that a coordinator has.
 */
export function agreedFor(drafts: ReadonlyMap<string, unknown>, expert: string): readonly Agreed[] {
  const kept = parse(agreedSchema, drafts.get(agreedKey(expert)));
  return kept.ok ? kept.value : [];
}

/** The first time counts; agreeing again on the same person changes nothing. */
export async function rememberAgreed({ drafts, env }: StaffEngine, expert: string, contact: string): Promise<void> {
  const kept = agreedFor(drafts.all.value, expert);
  if (kept.some((one) => one.contact === contact)) return;
  // A store that is full only means that this is not remembered.
  await drafts.save(agreedKey(expert), [...kept, { contact, day: dayOf(env.now()) }]).catch(() => undefined);
}
