import { t } from '../../ui/words.ts';

/** What a contact person may have to pass on (Child Welfare Act 417/2007, section 25), in short. */
export function Duty() {
  return (
    <details class="card">
      <summary>{t('staff:duty.heading')}</summary>
      <div class="stack">
        <p>{t('staff:duty.report')}</p>
        <p>{t('staff:duty.tell')}</p>
        <p>{t('staff:duty.danger')}</p>
      </div>
    </details>
  );
}
