import { useState } from 'preact/hooks';
import { object, parse, string } from '../../domain/schema.ts';
import { roleSchema } from '../../domain/person.ts';
import { Button } from '../../ui/Button.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { Field } from '../../ui/Field.tsx';
import { navigate } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
import { roleLabels } from '../names.ts';
import { attempt, problemWords } from '../attempt.ts';
import { phoneWords, readPhone } from '../read-phone.ts';
import { addPerson } from './actions.ts';
import type { NewPerson } from './actions.ts';

const roles = ['expert', 'coordinator', 'contact', 'fees'] as const;
const empty: NewPerson = { name: '', role: 'expert', hours: '', phone: '' };
const draftSchema = object({ name: string(), role: roleSchema(), hours: string(), phone: string() });

/** Writes a person in. Their link is made on their own page. */
export function AddPerson() {
  const { engine } = useStaff();
  const personNow = (): NewPerson => {
    const draft = parse(draftSchema, engine.drafts.all.value.get('person'));
    return draft.ok ? draft.value : empty;
  };
  const person = personNow();
  const [problem, setProblem] = useState('');
  const [phoneProblem, setPhoneProblem] = useState('');
  const set = (change: Partial<NewPerson>) => {
    setPhoneProblem('');
    engine.drafts.save('person', { ...personNow(), ...change }).then(
      () => setProblem(''),
      () => setProblem(t('staff:not-saved')),
    );
  };
  const add = async () => {
    if (person.name.trim() === '') return setProblem(t('staff:people.no-name'));
    const phone = await readPhone(person.role === 'expert' ? '' : person.phone);
    if (!phone.ok) return setPhoneProblem(phoneWords(phone.reason));
    const done = await attempt(addPerson(engine, person, phone.value));
    if (!done.ok) return setProblem(problemWords(done.reason));
    navigate(`/staff/people/${done.value}`);
  };
  return (
    <section aria-label={t('staff:people.add-heading')}>
      <h2>{t('staff:people.add-heading')}</h2>
      <Field label={t('staff:people.name')} help={t('staff:people.name-help')} value={person.name} onInput={(name) => set({ name })} maxLength={60} problem={problem || undefined} />
      <Choices label={t('staff:people.role')} value={person.role} onChoose={(role) => set({ role })} options={roles.map((role) => ({ value: role, label: t(roleLabels[role]) }))} />
      {person.role === 'expert' ? null : (
        <>
          <Field label={t('staff:people.hours')} help={t('staff:people.hours-help')} value={person.hours} onInput={(hours) => set({ hours })} maxLength={120} />
          <Field label={t('staff:people.phone')} type="tel" value={person.phone} onInput={(phone) => set({ phone })} maxLength={60} problem={phoneProblem || undefined} />
        </>
      )}
      <Button look="main" onPress={add}>
        {t('staff:people.add')}
      </Button>
    </section>
  );
}
