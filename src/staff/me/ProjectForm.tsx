import { useState } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { useTold } from '../../ui/use-told.ts';
import { t } from '../../ui/words.ts';
import { attempt, problemWords } from '../attempt.ts';
import { useStaff } from '../context.ts';

/** What the organisation and the project are called. */
export function ProjectForm() {
  const { engine } = useStaff();
  const project = engine.live.value.get('project', engine.me.project);
  const [form, setForm] = useState({ name: project?.name ?? '', organisation: project?.organisation ?? '' });
  const [told, tell] = useTold();
  const save = async () => {
    if (form.name.trim() === '' || form.organisation.trim() === '') return tell(t('staff:setup.missing'));
    const done = await attempt(engine.commit('project/name', { name: form.name.trim(), organisation: form.organisation.trim() }));
    tell(done.ok ? t('staff:me.saved') : problemWords(done.reason));
  };
  return (
    <>
      <h2>{t('staff:me.project')}</h2>
      <Field label={t('staff:setup.organisation')} value={form.organisation} onInput={(organisation) => setForm((now) => ({ ...now, organisation }))} maxLength={120} />
      <Field label={t('staff:setup.project')} value={form.name} onInput={(name) => setForm((now) => ({ ...now, name }))} maxLength={120} />
      {told ? <p>{told}</p> : null}
      <Button onPress={save}>{t('staff:me.save-project')}</Button>
    </>
  );
}
