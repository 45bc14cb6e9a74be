import { Choices } from '../../ui/Choices.tsx';
import { Field } from '../../ui/Field.tsx';
import { Select } from '../../ui/Select.tsx';
import { t } from '../../ui/words.ts';
import { typeOptions } from '../session-types.ts';
import type { PlanForm } from './form.ts';
import type { Problems } from './gate.ts';
import { problemAt } from './problem-words.ts';

export interface PartProps {
  form: PlanForm;
  problems: Problems;
  set: (change: Partial<PlanForm> | ((form: PlanForm) => Partial<PlanForm>)) => void;
}

/** What, when, where and with whom. */
export function BasicFields({ form, problems, set }: PartProps) {
  return (
    <>
      <h2>{t('staff:plan.what')}</h2>
      <Select label={t('staff:plan.type')} value={form.type} options={typeOptions.map(({ value, label }) => ({ value, label: t(label) }))} onChoose={(type) => set({ type })} />
      <Field label={t('staff:plan.title')} help={t('staff:plan.title-help')} value={form.title} onInput={(title) => set({ title })} maxLength={120} problem={problemAt(problems.title)} />
      <Field label={t('staff:plan.aim')} help={t('staff:plan.aim-help')} value={form.aim} onInput={(aim) => set({ aim })} maxLength={1000} rows={3} />

      <h2>{t('staff:plan.when')}</h2>
      <Field label={t('staff:plan.day')} type="date" value={form.day} onInput={(day) => set({ day })} problem={problemAt(problems.day)} />
      <div class="pair">
        <Field label={t('staff:plan.start')} type="time" value={form.start} onInput={(start) => set({ start })} problem={problemAt(problems.start)} />
        <Field label={t('staff:plan.end')} type="time" value={form.end} onInput={(end) => set({ end })} problem={problemAt(problems.end)} />
      </div>
      <p class="small">{t('staff:plan.zone')}</p>

      <h2>{t('staff:plan.where')}</h2>
      <Choices
        label={t('staff:plan.mode')}
        value={form.mode}
        onChoose={(mode) => set({ mode })}
        options={[
          { value: 'room', label: t('staff:mode.room') },
          { value: 'remote', label: t('staff:mode.remote') },
          { value: 'hybrid', label: t('staff:mode.hybrid') },
        ]}
      />
      {form.mode === 'remote' ? null : (
        <Field label={t('staff:plan.place')} help={t('staff:plan.place-help')} value={form.place} onInput={(place) => set({ place })} maxLength={200} problem={problemAt(problems.place)} />
      )}
      {form.mode === 'room' ? null : (
        <Field label={t('staff:plan.link')} value={form.link} onInput={(link) => set({ link })} maxLength={300} problem={problemAt(problems.link)} />
      )}

      <h2>{t('staff:plan.people')}</h2>
      <Field label={t('staff:plan.organiser')} help={t('staff:plan.organiser-help')} value={form.organiser} onInput={(organiser) => set({ organiser })} maxLength={80} problem={problemAt(problems.organiser)} />
      <Field label={t('staff:plan.room')} help={t('staff:plan.room-help')} value={form.room} onInput={(room) => set({ room })} maxLength={400} rows={2} problem={problemAt(problems.room)} />
      <Field label={t('staff:plan.meets')} value={form.meets} onInput={(meets) => set({ meets })} maxLength={200} />
      <Field label={t('staff:plan.phone')} type="tel" value={form.phone} onInput={(phone) => set({ phone })} maxLength={30} />
    </>
  );
}
