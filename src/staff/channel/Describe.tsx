import { useState } from 'preact/hooks';
import type { ChannelEngine } from '../../channel/types.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
import { useOwnCard } from './own-card.ts';
import { useDoing } from './use-doing.ts';

const promiseMost = 336;

/** What is said of oneself to everybody one is paired with, and until when one is away. */
export function Describe({ channel }: { channel: ChannelEngine }) {
  const { now } = useStaff();
  const card = useOwnCard(channel);
  const { awayUntil } = channel.state.value;
  const isAway = awayUntil !== null && awayUntil >= now.value.slice(0, 10);
  const [form, setForm] = useState({ ...card, promise: `${card.promise}`, away: isAway ? awayUntil : '' });
  const [isSaved, setSaved] = useState(false);
  const [problem, setProblem] = useState<{ readonly at: 'name' | 'promise'; readonly words: string }>();
  const { doing, trouble } = useDoing();
  const set = (part: Partial<typeof form>) => {
    setSaved(false);
    setForm((before) => ({ ...before, ...part }));
  };
  const save = async () => {
    const promise = Number(form.promise);
    if (form.name.trim() === '') return setProblem({ at: 'name', words: t('staff:people.no-name') });
    if (!Number.isInteger(promise) || promise < 1 || promise > promiseMost) return setProblem({ at: 'promise', words: t('contact:keep.promise-wrong') });
    setProblem(undefined);
    const said = { name: form.name.trim(), organisation: form.organisation.trim(), phone: form.phone.trim(), hours: form.hours.trim(), promise };
    const done = await doing(async () => (await channel.describe(said, form.away === '' ? null : form.away), true));
    setSaved(done === true);
  };
  return (
    <>
      <h2>{t('contact:keep.card')}</h2>
      <p>{t('contact:keep.card-what')}</p>
      <Field label={t('staff:people.name')} value={form.name} onInput={(name) => set({ name })} maxLength={60} problem={problem?.at === 'name' ? problem.words : undefined} />
      <Field label={t('contact:keep.organisation')} value={form.organisation} onInput={(organisation) => set({ organisation })} maxLength={80} />
      <Field label={t('staff:people.phone')} type="tel" value={form.phone} onInput={(phone) => set({ phone })} maxLength={30} />
      <Field label={t('staff:people.hours')} help={t('staff:people.hours-help')} value={form.hours} onInput={(hours) => set({ hours })} maxLength={160} />
      <Field label={t('contact:keep.promise')} help={t('contact:keep.promise-help')} type="number" value={form.promise} onInput={(promise) => set({ promise })} maxLength={3} problem={problem?.at === 'promise' ? problem.words : undefined} />
      <Field label={t('contact:keep.away')} help={t('contact:keep.away-help')} type="date" value={form.away} onInput={(away) => set({ away })} />
      {trouble ? <Notice tone="problem">{trouble}</Notice> : null}
      <Button onPress={save}>{t('staff:me.save')}</Button>
      <p role="status">{isSaved ? t('staff:me.saved') : ''}</p>
    </>
  );
}
