import type { Session } from '../../domain/session.ts';
import { isolate } from '../../ui/isolate.ts';
import { t } from '../../ui/words.ts';
import { feeSum } from './words.ts';

// Shapes after Lucide (https://lucide.dev), ISC licence, © Lucide Contributors. Here, because ui/icons.tsx is in the first load.
const shapes = {
  fee: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M15.5 9A4 4 0 1 0 15.5 15M6.5 11h6M6.5 13h6',
  travel: 'M5 4h14v13H5zM5 11h14M8.5 14h.01M15.5 14h.01M7 17v3M17 17v3',
  food: 'M5 3v7a2 2 0 0 0 4 0V3M7 12v9M7 3v6M18 14V3c-2.5 1.5-4 4-4 8v3zM18 14v7',
} as const;

/** A longer text stands below in full; here it would push the answers out of sight. */
const SHORT = 70;
const short = (text: string, otherwise: string): string => (text === '' || text.length > SHORT ? t(text === '' ? 'sessions:not-told' : otherwise) : text);

/** What one gets for coming, in a glance: money, travel, food. The details stand below. */
export function Gets({ session }: { session: Session }) {
  const gets = [
    { icon: 'fee', name: t('sessions:fact.fee'), text: feeSum(session) },
    { icon: 'travel', name: t('sessions:fact.travel'), text: short(session.travel, 'sessions:gets.travel') },
    { icon: 'food', name: t('sessions:fact.food'), text: short(session.food, 'sessions:gets.food') },
  ] as const;
  return (
    <section class="card spaced">
      <h2>{t('sessions:gets.title')}</h2>
      <ul>
        {gets.map(({ icon, name, text }) => (
          <li key={icon} class="with-icon">
            <svg class="icon" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
              <path d={shapes[icon]} />
            </svg>
            <span>
              {name}: {isolate(text)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
