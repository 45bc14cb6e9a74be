import { useState } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Link } from '../../ui/router.tsx';
import { useTold } from '../../ui/use-told.ts';
import { t } from '../../ui/words.ts';
import { attempt, problemWords } from '../attempt.ts';
import { useStaff } from '../context.ts';
import { goToMeanwhile, Meanwhile } from '../Meanwhile.tsx';
import { useStandingForm } from '../use-standing-form.ts';
import { phoneWords, readPhone } from '../read-phone.ts';

/** Oneself: name, hours and number. Only what was changed here is sent: another tab or device may have changed the rest. */
export function DescribeForm() {
  const { engine } = useStaff();
  const person = engine.live.value.get('person', engine.me.by);
  const of = useStandingForm('me', { name: person?.name ?? '', hours: person?.hours ?? '', phone: person?.phoneTyped ?? person?.phone ?? '' });
  const { form, set, changed } = of;
  const [told, tell] = useTold();
  const [problem, setProblem] = useState<{ at: 'name' | 'phone'; words: string }>();
  const save = async () => {
    setProblem(undefined);
    if (form.name.trim() === '') return setProblem({ at: 'name', words: t('staff:people.no-name') });
    if (of.clashes.length > 0) {
      tell(t('staff:meanwhile.choose'));
      return goToMeanwhile();
    }
    const phone = await readPhone(changed.includes('phone') ? form.phone : '');
    if (!phone.ok) return setProblem({ at: 'phone', words: phoneWords(phone.reason) });
    const was = Object.fromEntries(changed.map((name) => [name, person?.[name] ?? null]));
    const done = await attempt(engine.commit('person/describe', {
      ...(changed.includes('name') && { name: form.name.trim() }), ...(changed.includes('hours') && { hours: form.hours.trim() || null }),
      ...(changed.includes('phone') && { phone: phone.value.phone || null, phoneTyped: phone.value.phoneTyped }), was,
    }, { clearDraft: of.draft() }));
    tell(done.ok ? t('staff:me.saved') : problemWords(done.reason));
  };
  const isContact = person?.roles.includes('contact');
  return (
    <>
      {isContact ? (
        <>
          <p>{t('staff:me.team-sees')}</p>
          <p>
            <Link to="/staff/messages/keep" class="button quiet">{t('staff:me.young-sees')}</Link>
          </p>
        </>
      ) : null}
      <Field label={t('staff:people.name')} help={t('staff:people.name-help')} value={form.name} onInput={(name) => set({ name })} maxLength={60} problem={problem?.at === 'name' ? problem.words : undefined} />
      <Meanwhile of={of} field="name" />
      <Field label={t('staff:people.hours')} help={t('staff:people.hours-help')} value={form.hours} onInput={(hours) => set({ hours })} maxLength={120} />
      <Meanwhile of={of} field="hours" />
      <Field label={t('staff:people.phone')} type="tel" value={form.phone} onInput={(phone) => set({ phone })} maxLength={60} problem={problem?.at === 'phone' ? problem.words : undefined} />
      <Meanwhile of={of} field="phone" />
      {of.isUnsaved ? <p class="problem">{t('staff:not-saved')}</p> : null}
      {told ? <p>{told}</p> : null}
      <Button onPress={save}>{t(isContact ? 'staff:me.save-for-team' : 'staff:me.save')}</Button>
    </>
  );
}
