import type { PlanForm } from './form.ts';
import { checkForm } from './gate.ts';
import type { FieldName, Problems, Promised } from './gate.ts';

/** Of what was found to be wrong, what still is: it goes as it is mended, and nothing new is said while somebody types. */
export function stillWrong(found: Problems, form: PlanForm, promised: Promised | null, at?: string): Problems {
  if (Object.keys(found).length === 0) return found;
  const checked = checkForm(form, promised, at);
  const now: Problems = checked.ok ? {} : checked.reason;
  const fields = Object.keys(found) as FieldName[];
  return Object.fromEntries(fields.filter((field) => now[field]).map((field) => [field, now[field]]));
}
