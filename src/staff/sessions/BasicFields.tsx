import { Field } from '../../ui/Field.tsx';
import { Select } from '../../ui/Select.tsx';
import { t } from '../../ui/words.ts';
import { typeOptions } from '../session-types.ts';
import type { PartProps } from './parts.ts';
import { problemAt } from './problem-words.ts';
import { Spot, TextSpot } from './Spot.tsx';
import { aims, themeOf, titleOf, withType } from './templates.ts';
import { WhenFields } from './WhenFields.tsx';

/** What it is: kind, part of a series, name, aim, and what is not expected; and when. */
export function BasicFields(props: PartProps) {
  const { form, problems, set } = props;
  const isSeries = form.type === 'series_part' || form.type === 'codev_series' || form.partNumber !== '' || problems.partNumber !== undefined || problems.partOf !== undefined;
  const change = (part: Partial<Pick<typeof form, 'partNumber' | 'partOf' | 'theme'>>) =>
    set((now) => {
      const next = { ...now, ...part };
      const [from, to] = [Number(now.partNumber), Number(next.partNumber)];
      if (now.type === 'series_part' && to !== from && now.theme === themeOf(from) && themeOf(to) !== '') next.theme = themeOf(to);
      if (now.type === 'series_part' && now.aim === aims(from) && themeOf(to) !== '') next.aim = aims(to);
      if (now.title === titleOf(now.type, now)) next.title = titleOf(next.type, next);
      return next;
    });
  return (
    <>
      <h2>{t('staff:plan.what')}</h2>
      <Select label={t('staff:plan.type')} value={form.type} options={typeOptions.map(({ value, label }) => ({ value, label: t(label) }))} onChoose={(type) => set((now) => withType(now, type))} />
      {isSeries ? (
        <>
          <div class="pair">
            <Spot field="partNumber">
              <Field label={t('plan:part-number')} inputMode="numeric" value={form.partNumber} onInput={(partNumber) => change({ partNumber })} problem={problemAt(problems, 'partNumber', form)} />
            </Spot>
            <Spot field="partOf">
              <Field label={t('plan:part-of')} inputMode="numeric" value={form.partOf} onInput={(partOf) => change({ partOf })} problem={problemAt(problems, 'partOf', form)} />
            </Spot>
          </div>
          <Spot field="theme">
            <Field label={t('plan:theme-label')} value={form.theme} onInput={(theme) => change({ theme })} problem={problemAt(problems, 'theme', form)} list={form.type === 'series_part' ? [1, 2, 3].map(themeOf) : []} />
          </Spot>
        </>
      ) : null}
      <TextSpot {...props} field="title" label={t('staff:plan.title')} help={t('staff:plan.title-help')} />
      <TextSpot {...props} field="aim" label={t('staff:plan.aim')} help={t('staff:plan.aim-help')} rows={3} />
      <TextSpot {...props} field="notExpected" label={t('plan:not-expected')} help={t('plan:not-expected-help')} rows={2} />
      <WhenFields {...props} />
    </>
  );
}
