import type { Change, Context, Reader, Ref, Rule } from '../domain/op.ts';
import type { Result } from '../domain/schema.ts';
import { refsOf } from './changes.ts';
import type { Known } from './known.ts';

// A rule that still asks for another row after this many rounds does not end.
const maxRounds = 6;

/** A rule with the arguments that it is called with. */
export interface Ask {
  readonly rule: Rule<unknown>;
  readonly args: unknown;
}

/** Runs a pure rule over rows that are loaded as it asks for them: again, until it asked for nothing new. What its changes are about is loaded, too. */
export async function applyRule(known: Known, ask: Ask, context: Context): Promise<Result<readonly Change[]>> {
  for (let round = 0; round < maxRounds; round += 1) {
    const { result, missing } = tryRule(known, ask, context);
    if (missing.length === 0) {
      if (result.ok) await known.load(refsOf(result.value));
      return result;
    }
    await known.load(missing);
  }
  throw new Error('a rule never stops asking for rows');
}

/**
 * Loads what these rules will ask for. They run ahead of time, each as if it came first, only to learn that: so the rows
 * come with a few statements, not with some for each rule. What this misses comes when the rule runs in earnest.
 */
export async function foresee(known: Known, asks: readonly Ask[], context: Context): Promise<void> {
  let open = asks;
  for (let round = 0; round < maxRounds && open.length > 0; round += 1) {
    const wanted: Ref[] = [];
    open = open.filter((ask) => {
      try {
        const { result, missing } = tryRule(known, ask, context);
        wanted.push(...missing, ...(result.ok ? refsOf(result.value) : []));
        return missing.length > 0;
      } catch {
        // It breaks in earnest, too, and is heard of then.
        return false;
      }
    });
    await known.load(wanted);
  }
}

/** What comes of a rule with what is known, and what it asked for that is not. It reads only what the acting person may see. */
function tryRule(known: Known, { rule, args }: Ask, context: Context): { result: Result<readonly Change[]>; missing: readonly Ref[] } {
  const missing: Ref[] = [];
  const reader: Reader = (kind, id) => {
    const standing = known.find({ kind, id });
    if (!standing) missing.push({ kind, id });
    return standing && known.isSeen(standing) ? standing.row : undefined;
  };
  return { result: rule.apply(reader, args, context), missing };
}
