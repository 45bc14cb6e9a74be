import { Notice } from '../../ui/Notice.tsx';
import { t } from '../../ui/words.ts';

/** Before anything is written: what the contact person must pass on by law (Lastensuojelulaki 417/2007, 25 §). */
export function DutyNow({ name }: { name: string }) {
  return (
    <Notice tone="private">
      <div class="stack">
        <p>{t('channel:duty.first', { name })}</p>
        <DutyWords name={name} />
      </div>
    </Notice>
  );
}

/** Once something was written, one line that opens. */
export function DutyLater({ name }: { name: string }) {
  return (
    <details class="more">
      <summary>{t('channel:duty.short', { name })}</summary>
      <div class="stack">
        <DutyWords name={name} />
      </div>
    </details>
  );
}

export function DutyWords({ name }: { name: string }) {
  return (
    <>
      <p>{t('channel:duty.law', { name })}</p>
      <p>{t('channel:duty.talk', { name })}</p>
    </>
  );
}
