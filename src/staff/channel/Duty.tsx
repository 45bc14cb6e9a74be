import { Link } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { places } from './places.ts';

// What a contact person may have to pass on: Child Welfare Act (417/2007), section 25. The sheet says what the section
// asks and whom to call; what it means for one person is for their employer and the county to say.

/** In short, beside the messages. */
export function DutyShort() {
  return (
    <details class="card">
      <summary>{t('contact:duty.short')}</summary>
      <div class="stack">
        <p>{t('contact:duty.what')}</p>
        <p>{t('contact:duty.tell-what')}</p>
        <p>{t('contact:duty.doubt')}</p>
        <p>{t('contact:help.urgent')}</p>
        <p>
          <Link to={places.help} class="button quiet">{t('contact:duty.open')}</Link>
        </p>
      </div>
    </details>
  );
}

const tell = ['contact:duty.tell-promise', 'contact:duty.tell-what', 'contact:duty.tell-together', 'contact:duty.tell-after'] as const;

/** The whole of it. */
export function Duty() {
  return (
    <>
      <h2>{t('contact:duty.heading')}</h2>
      <div class="stack">
        <p>{t('contact:duty.who')}</p>
        <p>{t('contact:duty.what')}</p>
        <p>{t('contact:duty.police')}</p>
        <p>{t('contact:duty.doubt')}</p>
        <p>{t('contact:duty.adult')}</p>
      </div>
      <h2>{t('contact:duty.tell-heading')}</h2>
      <ul class="points stack">
        {tell.map((key) => (
          <li key={key}>{t(key)}</li>
        ))}
      </ul>
      <p class="small spaced">{t('contact:duty.law')}</p>
    </>
  );
}
