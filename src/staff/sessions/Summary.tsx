import type { Live } from '../../client/state.ts';
import { presentRoles } from '../../domain/terms.ts';
import { Notice } from '../../ui/Notice.tsx';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
import { coordinatorName } from '../names.ts';
import type { PlanForm } from './form.ts';
import type { FieldName, Problems } from './gate.ts';
import { problemAt } from './problem-words.ts';
import { goTo } from './Spot.tsx';
import { roleLabels } from './term-words.ts';

const labels: Readonly<Partial<Record<FieldName, string>>> = {
  partNumber: 'plan:part-number', partOf: 'plan:part-of', theme: 'plan:theme-label', title: 'staff:plan.title', aim: 'staff:plan.aim', notExpected: 'plan:not-expected', day: 'staff:plan.day',
  start: 'staff:plan.start', end: 'staff:plan.end', place: 'staff:plan.place', door: 'plan:door', quiet: 'plan:quiet', link: 'staff:plan.link', organiser: 'staff:plan.organiser',
  room: 'staff:plan.room', meets: 'staff:plan.meets', phone: 'staff:plan.phone', replyBy: 'staff:plan.reply-by', travel: 'staff:plan.travel', payDay: 'staff:plan.pay-day',
  ifStopped: 'plan:if-stopped', food: 'staff:plan.food', naming: 'plan:naming-label', commentPlan: 'plan:comment.plan', commentBy: 'plan:comment.by', programme: 'staff:plan.programme',
};

const alsoLabels: Readonly<Record<string, string>> = {
  type: 'staff:plan.type', mode: 'staff:plan.mode', rate: 'staff:plan.fee', hasComment: 'plan:comment.label', commentRate: 'plan:comment.fee',
};

/** What a field is called; empty where it has no name of its own. */
export function fieldLabel(live: Live, field: string): string {
  const role = presentRoles.find((one) => field === `present.${one}`);
  if (role) return t(roleLabels[role]);
  if (field.startsWith('filled.')) return t(`checklist:item.${field.slice('filled.'.length)}`, { coordinator: coordinatorName(live) });
  const key = Object.entries({ ...labels, ...alsoLabels }).find(([name]) => name === field)?.[1];
  return key ? t(key) : '';
}

/** In the order in which the fields stand. */
const order: readonly string[] = Object.keys(labels);

/** Fields with something to mend, from the top of the form to its end. */
export function inOrder(problems: Problems): FieldName[] {
  const all = Object.keys(problems) as FieldName[];
  const place = (field: FieldName) => (field.startsWith('present.') ? order.indexOf('organiser') + 0.5 : field.startsWith('filled.') ? order.length : order.indexOf(field));
  return all.sort((a, b) => place(a) - place(b));
}

/** What is still missing, on top of the form: each line leads to its field. */
export function Summary({ problems, form }: { problems: Problems; form: PlanForm }) {
  const live = useStaff().engine.live.value;
  const fields = inOrder(problems);
  if (fields.length === 0) return null;
  const labelOf = (field: FieldName): string => fieldLabel(live, field);
  return (
    <Notice tone="problem">
      <p>{t('staff:plan.something-missing')}</p>
      <ul class="points">
        {fields.map((field) => (
          <li key={field}>
            <a
              href={`#${field}`}
              onClick={(event) => {
                event.preventDefault();
                goTo(field);
              }}
            >
              {labelOf(field)}
            </a>
            {': '}
            {problemAt(problems, field, form)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
