import { Button } from '../ui/Button.tsx';
import { t } from '../ui/words.ts';
import type { StandingForm } from './use-standing-form.ts';

interface MeanwhileProps<T> {
  of: StandingForm<T>;
  field: keyof T & string;
  /** What the field is called, where it does not stand beside it. */
  label?: string;
  /** A value of the field as one reads it. */
  words?: (value: unknown) => string;
}

/** Somebody else has changed the same field meanwhile. Theirs stays until one chooses; what was typed is kept beside it. */
export function Meanwhile<T>({ of, field, label, words = plain }: MeanwhileProps<T>) {
  if (!of.clashes.includes(field)) return null;
  return (
    <div class="notice wait" role="group" data-meanwhile={field}>
      <p>
        {label ? <strong>{label}. </strong> : null}
        {t('staff:meanwhile.theirs')} <q dir="auto">{words(of.stands[field]) || t('staff:meanwhile.empty')}</q>
      </p>
      <p>
        {t('staff:meanwhile.mine')} <q dir="auto">{words(of.form[field]) || t('staff:meanwhile.empty')}</q>
      </p>
      <div class="buttons">
        <Button onPress={() => of.take(field)}>{t('staff:meanwhile.take')}</Button>
        <Button onPress={() => of.keep(field)}>{t('staff:meanwhile.keep')}</Button>
      </div>
    </div>
  );
}

const plain = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Takes the person to the first field that waits for a choice. */
export const goToMeanwhile = (): void => document.querySelector<HTMLElement>('[data-meanwhile] button')?.focus();
