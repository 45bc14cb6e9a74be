import { Page } from '../../ui/Page.tsx';
import { t } from '../../ui/words.ts';
import { Duty } from './Duty.tsx';
import { places } from './places.ts';

const limits = ['contact:limit.operator', 'contact:limit.computer', 'contact:limit.ways', 'contact:limit.phone', 'contact:limit.person'] as const;

/** The duty to report, and what the channel cannot prevent. It needs no network and no channel. */
export function HelpScreen() {
  return (
    <Page heading={t('contact:help.heading')} title={t('staff:title.messages')} back={places.inbox}>
      <p>
        <a class="button urgent" href="tel:112">
          {t('contact:help.urgent')}
        </a>
      </p>
      <Duty />
      <h2>{t('contact:limit.heading')}</h2>
      <ul class="points stack">
        {limits.map((key) => (
          <li key={key}>{t(key)}</li>
        ))}
      </ul>
    </Page>
  );
}
