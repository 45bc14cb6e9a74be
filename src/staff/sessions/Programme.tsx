import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { t } from '../../ui/words.ts';
import type { PartProps } from './parts.ts';
import { problemAt } from './problem-words.ts';
import { Spot } from './Spot.tsx';

const most = 20;

/** The programme, line by line. It may be empty. One reads it first, so that the keyboard need not go through every line. */
export function Programme({ form, problems, set }: PartProps) {
  const [isOpen, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const lines = form.programme;
  const hasProblem = problems.programme !== undefined;
  const isEditing = isOpen || hasProblem;
  const heading = () => place.current?.querySelector<HTMLElement>('h2')?.focus();
  const isPressed = useRef(false);
  useEffect(() => {
    // The button that opened the lines is gone.
    if (isOpen && isPressed.current) place.current?.querySelector<HTMLElement>('input')?.focus();
    isPressed.current = false;
  }, [isOpen]);
  useEffect(() => {
    // Lines that are being mended stay open when they are mended.
    if (hasProblem) setOpen(true);
  }, [hasProblem]);
  const open = () => {
    isPressed.current = true;
    setOpen(true);
  };
  const change = (index: number, line: Partial<(typeof lines)[number]>) =>
    set((now) => ({ programme: now.programme.map((one, at) => (at === index ? { ...one, ...line } : one)) }));
  const remove = (index: number) => {
    set((now) => ({ programme: now.programme.filter((_, at) => at !== index) }));
    // The line takes its button with it.
    heading();
  };
  const add = () => {
    if (!isOpen) open();
    set((now) => ({ programme: [...now.programme, { at: '', what: '' }] }));
  };
  return (
    <div ref={place}>
      <h2 tabIndex={-1}>{t('staff:plan.programme')}</h2>
      {isEditing ? (
        <Spot field="programme">
          {lines.map((line, index) => (
            <div class="pair line" key={index}>
              <Field label={t('staff:plan.line-at')} type="time" value={line.at} onInput={(at) => change(index, { at })} />
              <Field label={t('staff:plan.line-what')} value={line.what} onInput={(what) => change(index, { what })} />
              <Button look="quiet" onPress={() => remove(index)}>
                {t('staff:plan.line-remove')}
              </Button>
            </div>
          ))}
        </Spot>
      ) : (
        <ul class="programme">
          {lines.map((line, index) => (
            <li key={index}>
              <span>{line.at.replace(':', '.')}</span>
              <span>{line.what}</span>
            </li>
          ))}
        </ul>
      )}
      {problems.programme ? <p class="problem">{problemAt(problems, 'programme', form)}</p> : null}
      <div class="buttons down">
        {isEditing || lines.length === 0 ? null : <Button onPress={open}>{t('plan:programme-change')}</Button>}
        {(isEditing && lines.length < most) || lines.length === 0 ? <Button onPress={add}>{t('staff:plan.line-add')}</Button> : null}
      </div>
    </div>
  );
}
