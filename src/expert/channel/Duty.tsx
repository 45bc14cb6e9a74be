import type { ComponentChildren } from 'preact';
import { Notice } from '../../ui/Notice.tsx';
import { t } from '../../ui/words.ts';

interface DutyProps {
  name: string;
  children?: ComponentChildren;
}

/** Before anything is written, in sight: what the contact person must pass on by law (Lastensuojelulaki 417/2007, 25 §). A tap tells more. */
export function DutyNow({ name, children }: DutyProps) {
  return (
    <Notice tone="private">
      <div>
        <p class="small">{t('channel:duty.law', { name })}</p>
        <details>
          <summary class="small">{t('channel:duty.more')}</summary>
          <div class="stack">
            <p>{t('channel:duty.talk', { name })}</p>
            <p>{t('channel:duty.first')}</p>
            {children}
          </div>
        </details>
      </div>
    </Notice>
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
