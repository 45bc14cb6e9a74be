import type { Live } from '../../client/state.ts';
import { presentRoles } from '../../domain/terms.ts';
import type { PresentRole } from '../../domain/terms.ts';
import { Choices } from '../../ui/Choices.tsx';
import { Field } from '../../ui/Field.tsx';
import { t } from '../../ui/words.ts';
import { earlier } from './beginnings.ts';
import type { PlanForm } from './form.ts';
import type { PartProps } from './parts.ts';
import { problemAt } from './problem-words.ts';
import { Spot, TextSpot } from './Spot.tsx';
import { foodOf, rolesOf, travelOf } from './templates.ts';
import { roleLabels } from './term-words.ts';

/** Where, and who is there. */
export function WhereFields(props: PartProps) {
  const { form, live, set } = props;
  // Travel and food as the template had them follow; what was typed stays.
  const mode = (next: PlanForm['mode']) =>
    set((now) => ({
      mode: next, ...(now.travel === travelOf(now.mode) && { travel: travelOf(next) }), ...(now.food === foodOf(now.mode) && { food: foodOf(next) }),
    }));
  return (
    <>
      <h2>{t('staff:plan.where')}</h2>
      <Choices
        label={t('staff:plan.mode')}
        value={form.mode}
        onChoose={mode}
        options={[
          { value: 'room', label: t('staff:mode.room') },
          { value: 'remote', label: t('staff:mode.remote') },
          { value: 'hybrid', label: t('staff:mode.hybrid') },
        ]}
      />
      {form.mode === 'remote' ? null : (
        <>
          <Spot field="place">
            <Field label={t('staff:plan.place')} help={t('plan:place-help')} value={form.place} onInput={(place) => set((now) => known(live, now, place))} problem={problemAt(props.problems, 'place', form)} list={placesOf(live)} />
          </Spot>
          <TextSpot {...props} field="door" label={t('plan:door')} />
          <TextSpot {...props} field="quiet" label={t('plan:quiet')} />
        </>
      )}
      {form.mode === 'room' ? null : <TextSpot {...props} field="link" label={t('staff:plan.link')} />}
      <h2>{t('staff:plan.people')}</h2>
      <TextSpot {...props} field="organiser" label={t('staff:plan.organiser')} help={t('staff:plan.organiser-help')} />
      <Present {...props} />
      <TextSpot {...props} field="room" label={t('staff:plan.room')} help={t('plan:room-help')} rows={2} />
      <TextSpot {...props} field="meets" label={t('staff:plan.meets')} />
      <Spot field="phone">
        <Field label={t('staff:plan.phone')} type="tel" value={form.phone} onInput={(phone) => set({ phone })} problem={props.problems.phone === 'phone' ? props.phoneProblem || problemAt(props.problems, 'phone', form) : problemAt(props.problems, 'phone', form)} />
      </Spot>
    </>
  );
}

/** By role and number; the roles that are usual for this kind come first. */
function Present({ form, problems, set }: PartProps) {
  const usual = rolesOf(form.type);
  const roles: readonly PresentRole[] = [...usual, ...presentRoles.filter((role) => !usual.includes(role))];
  return (
    <fieldset class="counts">
      <legend>{t('plan:present-label')}</legend>
      <p class="small">{t('plan:present-help')}</p>
      {roles.map((role) => (
        <Spot field={`present.${role}`} key={role}>
          <Field label={t(roleLabels[role])} inputMode="numeric" value={form.present[role] ?? ''} onInput={(count) => set((now) => ({ present: { ...now.present, [role]: count } }))} problem={problemAt(problems, `present.${role}`, form)} />
        </Spot>
      ))}
    </fieldset>
  );
}

const placesOf = (live: Live): readonly string[] => [...new Set(earlier(live).map(({ place }) => place).filter((place) => place !== ''))];

/** A place where something was before: its door and its quiet room come along, where nothing is said of them yet. */
function known(live: Live, form: PlanForm, place: string): Partial<PlanForm> {
  const there = earlier(live).filter((session) => session.place === place);
  const door = form.door || there.find((session) => session.door)?.door || '';
  const quiet = form.quiet || there.find((session) => session.quiet)?.quiet || '';
  return { place, door, quiet };
}
