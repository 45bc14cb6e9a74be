import { Notice } from '../../ui/Notice.tsx';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
import { Meanwhile } from '../Meanwhile.tsx';
import type { StandingForm } from '../use-standing-form.ts';
import type { FlatForm } from './flat-form.ts';
import { fieldLabel } from './Summary.tsx';

/** What a colleague has changed since somebody began to type: it stays, and where both were at one field a person chooses. */
export function OthersChanged({ of }: { of: StandingForm<FlatForm> }) {
  const live = useStaff().engine.live.value;
  const labelOf = (field: string) => fieldLabel(live, field);
  const news = of.news.map(labelOf).filter((label) => label !== '');
  return (
    <>
      {news.length > 0 ? <Notice tone="wait">{t('staff:meanwhile.news', { what: [...new Set(news)].join(', ') })}</Notice> : null}
      {of.clashes.map((field) => (
        <Meanwhile key={field} of={of} field={field} label={labelOf(field)} words={words} />
      ))}
    </>
  );
}

/** A field's value in one line: lines of a programme one after the other. */
function words(value: unknown): string {
  if (Array.isArray(value)) return value.map((line) => words(line)).join(', ');
  if (typeof value === 'object' && value !== null) return Object.values(value).map((one) => words(one)).join(' ');
  return typeof value === 'string' ? value : value === true ? '✓' : '';
}
