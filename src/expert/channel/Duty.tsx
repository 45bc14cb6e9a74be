import type { ComponentChildren } from 'preact';
import { Notice } from '../../ui/Notice.tsx';
import { t } from '../../ui/words.ts';

interface DutyProps {
  name: string;
  /** What else is worth knowing of them, behind the same line. */
  children?: ComponentChildren;
}

/** Before anything is written, in sight: what the contact person must pass on by law (Lastensuojelulaki 417/2007, 25 §). A tap tells more. */
export function DutyNow({ name, children }: DutyProps) {
  return (
    <Notice tone="private">
      <details>
        <summary class="small">
          <span>
            {t('channel:duty.law', { name })} <u>{t('channel:duty.more')}</u>
          </span>
        </summary>
        <div class="stack">
          <p>{t('channel:duty.talk', { name })}</p>
          <p>{t('channel:duty.first')}</p>
          {children}
        </div>
      </details>
    </Notice>
  );
}

/** Once something was written, one line that opens. */
export function DutyLater({ name, children }: DutyProps) {
  return (
    <details class="more">
      <summary>{t('channel:duty.short', { name })}</summary>
      <div class="stack">
        <DutyWords name={name} />
        {children}
      </div>
    </details>
  );
}

export function DutyWords({ name }: DutyProps) {
  return (
    <>
      <p>{t('channel:duty.law', { name })}</p>
      <p>{t('channel:duty.talk', { name })}</p>
    </>
  );
}
