// A form over a thing that stands, and that others change meanwhile: what stood when somebody began, what they have typed, and
// what stands now. Only what was typed is theirs; everything else follows what stands.
import { isAlike } from '../domain/alike.ts';

/** Fields by name; values are plain JSON. */
export type Fields = Readonly<Record<string, unknown>>;

export interface Typed {
  /** What stood when somebody began, and for each field that they typed in, when they began with that. */
  readonly base: Fields;
  readonly mine: Fields;
}

export const nothingTyped: Typed = { base: {}, mine: {} };

const without = (fields: Fields, name: string): Fields => Object.fromEntries(Object.entries(fields).filter(([one]) => one !== name));

/** Types into some fields. A field that says again what stands is nobody's any more. */
export function typeInto(typed: Typed, stands: Fields, change: Fields): Typed {
  let { base, mine } = Object.keys(typed.mine).length === 0 ? { base: stands, mine: {} } : typed;
  for (const [name, value] of Object.entries(change)) {
    if (!(name in mine)) base = { ...base, [name]: stands[name] };
    mine = isAlike(value, stands[name]) && isAlike(base[name], stands[name]) ? without(mine, name) : { ...mine, [name]: value };
  }
  return { base, mine };
}

/** What the form shows. */
export const shown = (typed: Typed, stands: Fields): Fields => ({ ...stands, ...typed.mine });

/** Fields in which somebody else has changed what stood, to something else than what was typed: a person has to choose. */
export const clashesIn = ({ base, mine }: Typed, stands: Fields): readonly string[] =>
  Object.keys(mine).filter((name) => !isAlike(stands[name], base[name]) && !isAlike(stands[name], mine[name]));

/** Fields that nobody typed in here and that were changed meanwhile. */
export const newsIn = ({ base, mine }: Typed, stands: Fields): readonly string[] =>
  Object.keys(mine).length === 0 ? [] : Object.keys(stands).filter((name) => !(name in mine) && name in base && !isAlike(stands[name], base[name]));

/** What was typed is kept over what stands by now. */
export const keepMine = ({ base, mine }: Typed, stands: Fields, name: string): Typed => ({ base: { ...base, [name]: stands[name] }, mine });

/** What stands by now is kept. */
export const takeTheirs = ({ base, mine }: Typed, stands: Fields, name: string): Typed => ({ base: { ...base, [name]: stands[name] }, mine: without(mine, name) });

/** What a save would change. */
export const changedIn = ({ mine }: Typed, stands: Fields): readonly string[] => Object.keys(mine).filter((name) => !isAlike(mine[name], stands[name]));
