import { nullable, object, parse, pipe, maxItems, string } from '../domain/schema.ts';
import type { Infer } from '../domain/schema.ts';
import { id, number } from './fields.ts';
import type { Reading } from './store.ts';

/**
 * Where a young person may leave a channel for this person, as a deputy (handover.ts). `colleague`: the thread with whom
 * named them; `channel`: what was left, once it came; `turn`: of the yes that it was left with.
 */
export const expectedSchema = object({ code: pipe(string(), maxItems(64)), colleague: id(), channel: nullable(id()), turn: number() });
export type Expected = Infer<typeof expectedSchema>;

export const expectKey = (code: string): string => `expect/${code}`;

export function expectedOf(read: Reading): Expected[] {
  return read.all('other', 'expect/').flatMap((stored) => {
    const expected = parse(expectedSchema, stored);
    return expected.ok ? [expected.value] : [];
  });
}
