import { useRef } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { t } from '../../ui/words.ts';
import type { PartProps } from './BasicFields.tsx';
import { problemAt } from './problem-words.ts';

const most = 20;

/** The programme, line by line. It may be empty. */
export function Programme({ form, problems, set }: PartProps) {
  const lines = form.programme;
  const change = (index: number, line: Partial<(typeof lines)[number]>) =>
    set((now) => ({ programme: now.programme.map((one, at) => (at === index ? { ...one, ...line } : one)) }));
  const place = useRef<HTMLDivElement>(null);
  const remove = (index: number) => {
    set((now) => ({ programme: now.programme.filter((_, at) => at !== index) }));
    // The line takes its button with it.
    place.current?.querySelector<HTMLElement>('h2')?.focus();
  };
  return (
    <div ref={place}>
      <h2 tabIndex={-1}>{t('staff:plan.programme')}</h2>
      {lines.map((line, index) => (
        <div class="pair" key={index}>
          <Field label={t('staff:plan.line-at')} type="time" value={line.at} onInput={(at) => change(index, { at })} />
          <Field label={t('staff:plan.line-what')} value={line.what} onInput={(what) => change(index, { what })} maxLength={120} />
          <Button look="quiet" onPress={() => remove(index)}>
            {t('staff:plan.line-remove')}
          </Button>
        </div>
      ))}
      {problems.programme ? <p class="problem">{problemAt(problems.programme)}</p> : null}
      {lines.length < most ? <Button onPress={() => set((now) => ({ programme: [...now.programme, { at: '', what: '' }] }))}>{t('staff:plan.line-add')}</Button> : null}
    </div>
  );
}
