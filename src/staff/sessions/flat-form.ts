import type { Fields, Typed } from '../../client/three-way.ts';
import { isAlike } from '../../domain/alike.ts';
import { parse } from '../../domain/schema.ts';
import { presentRoles } from '../../domain/terms.ts';
import { fillableItems } from './fillable.ts';
import { formSchema, readForm } from './form.ts';
import type { PlanForm } from './form.ts';

/** The form of a session with a name for every field that a person types in: two people may fill in two items, or two roles. */
export type FlatForm = Record<string, unknown>;

const PRESENT = 'present.';
const FILLED = 'filled.';

export function flatOf({ present, filled, ...fields }: PlanForm): FlatForm {
  const named = (before: string, names: readonly string[], values: Readonly<Record<string, string>>) =>
    Object.fromEntries([...new Set([...names, ...Object.keys(values)])].map((name) => [`${before}${name}`, values[name] ?? '']));
  return { ...fields, ...named(PRESENT, presentRoles, present), ...named(FILLED, fillableItems, filled) };
}

/** Throws where the fields are of no form: only `flatOf` and typing make them. */
export function formFrom(fields: Fields): PlanForm {
  const inside = (before: string) =>
    Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (name.startsWith(before) && value !== '' && value !== undefined ? [[name.slice(before.length), value]] : [])));
  const rest = Object.fromEntries(Object.entries(fields).filter(([name]) => !name.startsWith(PRESENT) && !name.startsWith(FILLED)));
  const form = parse(formSchema, { ...rest, present: inside(PRESENT), filled: inside(FILLED) });
  if (!form.ok) throw new Error('fields of no form');
  return form.value;
}

/**
 * A draft of a version that kept the whole form and not what stood when it was begun. Nobody can tell what of it was typed: so
 * where it says otherwise than what stands, a person chooses.
 */
export function typedBefore(draft: unknown, base: PlanForm): Typed | undefined {
  const form = readForm(draft, base);
  if (!form) return undefined;
  const stands = flatOf(base);
  return { base: {}, mine: Object.fromEntries(Object.entries(flatOf(form)).filter(([name, value]) => name in stands && !isAlike(value, stands[name]))) };
}
