import { useState } from 'preact/hooks';
import type { Card, ChannelEngine } from '../../channel/types.ts';
import { awayDays } from '../../domain/day-range.ts';
import { dayOf } from '../../domain/day.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useTold } from '../../ui/use-told.ts';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
import { DayField, dayProblem } from '../DayField.tsx';
import { goToMeanwhile, Meanwhile } from '../Meanwhile.tsx';
import { useStandingForm } from '../use-standing-form.ts';
import { phoneWords, readPhone } from '../read-phone.ts';
import { readWhole } from '../numbers.ts';
import { useOwnCard } from './own-card.ts';
import { isUnusual, Promised } from './Promised.tsx';
import { useDoing } from './use-doing.ts';

const promiseMost = 336;

interface Form extends Omit<Card, 'promise'> {
  readonly promise: string;
  /** The person types the hours of their promise. */
  readonly isOther: boolean;
  readonly away: string;
}

/** What is said of oneself to everybody one is paired with, and until when one is away. */
export function Describe({ channel }: { channel: ChannelEngine }) {
  const { now } = useStaff();
  const card = useOwnCard(channel);
  const { awayUntil } = channel.state.value;
  const today = dayOf(now.value);
  const isAway = awayUntil !== null && awayUntil >= today;
  const known: Form = { ...card, promise: card.promise > 0 ? `${card.promise}` : '', isOther: isUnusual(card.promise), away: isAway ? awayUntil : '' };
  // Only what was changed here: the rest follows what is known, which may come after this page is open.
  const of = useStandingForm('card', known);
  const { form } = of;
  const [told, tell] = useTold();
  const [problem, setProblem] = useState<{ readonly at: 'name' | 'phone' | 'promise' | 'away'; readonly words: string }>();
  const { doing, trouble } = useDoing();
  const set = (part: Partial<Form>) => {
    tell('');
    of.set(part);
  };
  const save = async () => {
    const promise = readWhole(form.promise);
    if (form.phone.trim() === '') return setProblem({ at: 'phone', words: t('contact:keep.phone-missing') });
    if (form.promise === '' && !form.isOther) return setProblem({ at: 'promise', words: t('contact:keep.promise-choose') });
    if (form.name.trim() === '') return setProblem({ at: 'name', words: t('staff:people.no-name') });
    if (promise === undefined || promise < 1 || promise > promiseMost) return setProblem({ at: 'promise', words: t('contact:keep.promise-wrong') });
    const away = dayProblem(form.away, awayDays(today));
    if (away) return setProblem({ at: 'away', words: away });
    if (of.clashes.length > 0) {
      tell(t('staff:meanwhile.choose'));
      return goToMeanwhile();
    }
    const phone = of.changed.includes('phone') ? await readPhone(form.phone) : null;
    if (phone && !phone.ok) return setProblem({ at: 'phone', words: phoneWords(phone.reason) });
    setProblem(undefined);
    const said = { name: form.name.trim(), organisation: form.organisation.trim(), phone: phone?.ok ? phone.value.phone : form.phone.trim(), hours: form.hours.trim(), promise };
    const done = await doing(async () => (await channel.describe(said, form.away === '' ? null : form.away), true));
    tell(done === true ? t('staff:me.saved') : '');
    if (done) await of.drop();
  };
  return (
    <>
      <h2>{t('contact:keep.card')}</h2>
      <p>{t('contact:keep.card-what')}</p>
      <Field label={t('staff:people.name')} value={form.name} onInput={(name) => set({ name })} maxLength={60} problem={problem?.at === 'name' ? problem.words : undefined} />
      <Meanwhile of={of} field="name" />
      <Field label={t('contact:keep.organisation')} value={form.organisation} onInput={(organisation) => set({ organisation })} maxLength={80} />
      <Meanwhile of={of} field="organisation" />
      <Field label={t('staff:people.phone')} type="tel" value={form.phone} onInput={(phone) => set({ phone })} maxLength={60} problem={problem?.at === 'phone' ? problem.words : undefined} />
      <Meanwhile of={of} field="phone" />
      <Field label={t('staff:people.hours')} help={t('staff:people.hours-help')} value={form.hours} onInput={(hours) => set({ hours })} maxLength={160} />
      <Meanwhile of={of} field="hours" />
      <Promised hours={form.promise} isOther={form.isOther} onChange={(promise, isOther) => set({ promise, isOther })} problem={problem?.at === 'promise' ? problem.words : undefined} />
      <Meanwhile of={of} field="promise" />
      <DayField label={t('contact:keep.away')} help={t('contact:keep.away-help')} range={awayDays(today)} value={form.away} onInput={(away) => set({ away })} problem={problem?.at === 'away' ? problem.words : undefined} />
      <Meanwhile of={of} field="away" />
      {trouble ? <Notice tone="problem">{trouble}</Notice> : null}
      <Button onPress={save}>{t('contact:keep.save')}</Button>
      <p>{told}</p>
    </>
  );
}
