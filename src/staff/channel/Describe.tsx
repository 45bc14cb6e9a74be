import { useState } from 'preact/hooks';
import type { Card, ChannelEngine } from '../../channel/types.ts';
import { dayOf } from '../../domain/day.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useTold } from '../../ui/use-told.ts';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
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
  const isAway = awayUntil !== null && awayUntil >= dayOf(now.value);
  // Only what was changed here: the rest follows what is known, which may come after this page is open.
  const [changed, setChanged] = useState<Partial<Form>>({});
  const known: Form = { ...card, promise: card.promise > 0 ? `${card.promise}` : '', isOther: isUnusual(card.promise), away: isAway ? awayUntil : '' };
  const form: Form = { ...known, ...changed };
  const [told, tell] = useTold();
  const [problem, setProblem] = useState<{ readonly at: 'name' | 'phone' | 'promise'; readonly words: string }>();
  const { doing, trouble } = useDoing();
  const set = (part: Partial<Form>) => {
    tell('');
    setChanged((before) => ({ ...before, ...part }));
  };
  const save = async () => {
    const promise = Number(form.promise);
    if (form.phone.trim() === '') return setProblem({ at: 'phone', words: t('contact:keep.phone-missing') });
    if (form.promise === '' && !form.isOther) return setProblem({ at: 'promise', words: t('contact:keep.promise-choose') });
    if (form.name.trim() === '') return setProblem({ at: 'name', words: t('staff:people.no-name') });
    if (!Number.isInteger(promise) || promise < 1 || promise > promiseMost) return setProblem({ at: 'promise', words: t('contact:keep.promise-wrong') });
    setProblem(undefined);
    const said = { name: form.name.trim(), organisation: form.organisation.trim(), phone: form.phone.trim(), hours: form.hours.trim(), promise };
    const done = await doing(async () => (await channel.describe(said, form.away === '' ? null : form.away), true));
    tell(done === true ? t('staff:me.saved') : '');
    if (done) setChanged({});
  };
  return (
    <>
      <h2>{t('contact:keep.card')}</h2>
      <p>{t('contact:keep.card-what')}</p>
      <Field label={t('staff:people.name')} value={form.name} onInput={(name) => set({ name })} maxLength={60} problem={problem?.at === 'name' ? problem.words : undefined} />
      <Field label={t('contact:keep.organisation')} value={form.organisation} onInput={(organisation) => set({ organisation })} maxLength={80} />
      <Field label={t('staff:people.phone')} type="tel" value={form.phone} onInput={(phone) => set({ phone })} maxLength={30} problem={problem?.at === 'phone' ? problem.words : undefined} />
      <Field label={t('staff:people.hours')} help={t('staff:people.hours-help')} value={form.hours} onInput={(hours) => set({ hours })} maxLength={160} />
      <Promised hours={form.promise} isOther={form.isOther} onChange={(promise, isOther) => set({ promise, isOther })} problem={problem?.at === 'promise' ? problem.words : undefined} />
      <Field label={t('contact:keep.away')} help={t('contact:keep.away-help')} type="date" value={form.away} onInput={(away) => set({ away })} />
      {trouble ? <Notice tone="problem">{trouble}</Notice> : null}
      <Button onPress={save}>{t('contact:keep.save')}</Button>
      <p>{told}</p>
    </>
  );
}
