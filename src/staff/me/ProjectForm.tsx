import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { useTold } from '../../ui/use-told.ts';
import { t } from '../../ui/words.ts';
import { attempt, problemWords } from '../attempt.ts';
import { useStaff } from '../context.ts';
import { goToMeanwhile, Meanwhile } from '../Meanwhile.tsx';
import { useStandingForm } from '../use-standing-form.ts';

/** What the organisation and the project are called. */
export function ProjectForm() {
  const { engine } = useStaff();
  const project = engine.live.value.get('project', engine.me.project);
  const of = useStandingForm('project', { name: project?.name ?? '', organisation: project?.organisation ?? '' });
  const { form, set, changed } = of;
  const [told, tell] = useTold();
  const save = async () => {
    if (form.name.trim() === '' || form.organisation.trim() === '') return tell(t('staff:setup.missing'));
    if (of.clashes.length > 0) {
      tell(t('staff:meanwhile.choose'));
      return goToMeanwhile();
    }
    const was = Object.fromEntries(changed.map((name) => [name, project?.[name] ?? null]));
    const change = Object.fromEntries(changed.map((name) => [name, form[name].trim()]));
    const done = await attempt(engine.commit('project/name', { ...change, was }, { clearDraft: of.draft() }));
    tell(done.ok ? t('staff:me.saved') : problemWords(done.reason));
  };
  return (
    <>
      <h2>{t('staff:me.project')}</h2>
      <Field label={t('staff:setup.organisation')} value={form.organisation} onInput={(organisation) => set({ organisation })} maxLength={120} />
      <Meanwhile of={of} field="organisation" />
      <Field label={t('staff:setup.project')} value={form.name} onInput={(name) => set({ name })} maxLength={120} />
      <Meanwhile of={of} field="name" />
      {told ? <p>{told}</p> : null}
      <Button onPress={save}>{t('staff:me.save-project')}</Button>
    </>
  );
}
