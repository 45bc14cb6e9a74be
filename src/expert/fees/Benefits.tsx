import { formatDate } from '../../ui/format.ts';
import { t } from '../../ui/words.ts';

/** When somebody last compared these words with Kela's own pages (ux.md 4.4). */
const checkedOn = '2026-11-22';

/** "Does this affect my benefits?" in plain words. Never an amount: a wrong net figure is worse than none. */
export function Benefits() {
  return (
    <details class="more">
      <summary>{t('fees:benefits.title')}</summary>
      <div class="stack">
        <p>{t('fees:benefits.intro')}</p>
        <ul class="points">
          <li>{t('fees:benefits.social')}</li>
          <li>{t('fees:benefits.general')}</li>
          <li>{t('fees:benefits.student')}</li>
          <li>{t('fees:benefits.minor')}</li>
        </ul>
        <p>{t('fees:benefits.day')}</p>
        <p>{t('fees:benefits.not-kela')}</p>
        <p class="small">{t('fees:benefits.checked', { day: formatDate(checkedOn) })}</p>
        <p>
          <a class="button" href="https://www.kela.fi" target="_blank" rel="noreferrer">
            {t('fees:benefits.kela')}
          </a>
        </p>
      </div>
    </details>
  );
}
